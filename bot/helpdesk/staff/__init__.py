"""Staff in their group: buttons, messages, commands, lists."""
