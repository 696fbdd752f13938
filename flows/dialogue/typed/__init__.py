"""What a typed message means at the present screen."""
