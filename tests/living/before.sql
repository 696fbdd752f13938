BEGIN TRANSACTION;
CREATE TABLE cards (
            case_id INTEGER PRIMARY KEY REFERENCES cases (case_id) ON DELETE CASCADE,
            chat INTEGER NOT NULL,
            thread INTEGER,
            message INTEGER,
            seq INTEGER NOT NULL DEFAULT 0
        ) STRICT;
INSERT INTO "cards" VALUES(1054,-1005000000001,1,2,2);
INSERT INTO "cards" VALUES(1055,-1005000000001,3,4,3);
INSERT INTO "cards" VALUES(1056,-1005000000011,NULL,NULL,2);
INSERT INTO "cards" VALUES(1057,-1005000000003,1,2,3);
INSERT INTO "cards" VALUES(1065,-1005000000001,5,6,1);
INSERT INTO "cards" VALUES(1066,-1005000000001,7,8,9);
INSERT INTO "cards" VALUES(1067,-1005000000001,17,18,3);
INSERT INTO "cards" VALUES(1068,-1005000000001,19,20,5);
INSERT INTO "cards" VALUES(1069,-1005000000001,22,23,3);
INSERT INTO "cards" VALUES(1070,-1005000000001,24,25,3);
INSERT INTO "cards" VALUES(1071,-1005000000002,NULL,1,2);
INSERT INTO "cards" VALUES(1072,-1005000000003,3,4,3);
INSERT INTO "cards" VALUES(1073,-1005000000001,28,29,4);
INSERT INTO "cards" VALUES(1074,-1005000000001,31,32,4);
INSERT INTO "cards" VALUES(1075,-1005000000001,34,35,4);
INSERT INTO "cards" VALUES(1077,-1005000000003,5,6,2);
INSERT INTO "cards" VALUES(1079,-1005000000001,39,40,2);
INSERT INTO "cards" VALUES(1080,-1005000000001,43,44,2);
INSERT INTO "cards" VALUES(1081,-1005000000001,46,47,2);
INSERT INTO "cards" VALUES(1083,-1005000000001,52,53,1);
INSERT INTO "cards" VALUES(1085,-1005000000001,54,55,1);
CREATE TABLE cases (
            case_id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL REFERENCES people (person) ON DELETE CASCADE,
            session TEXT NOT NULL,
            seq INTEGER NOT NULL,
            state TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            touched_at INTEGER NOT NULL,
            remind_at INTEGER,
            closed INTEGER NOT NULL
        ) STRICT;
INSERT INTO "cases" VALUES(1000,100,'{"case":1000,"person":100,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":1,"state":"menu","records":[],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',1,'menu',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1001,101,'{"case":1001,"person":101,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":2,"state":"connection","records":[{"subject":"symptom","choice":"sync_fails","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',2,'connection',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1002,102,'{"case":1002,"person":102,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":2,"state":"R7.1","records":[{"subject":"nav","choice":"add_role","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',2,'R7.1',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1003,103,'{"case":1003,"person":103,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":2,"state":"other_subject","records":[{"subject":"symptom","choice":"other","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',2,'other_subject',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1004,104,'{"case":1004,"person":104,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":3,"state":"no_symptom","records":[{"subject":"symptom","choice":"unknown","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',3,'no_symptom',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1005,105,'{"case":1005,"person":105,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":3,"state":"guide_done","records":[{"subject":"nav","choice":"add_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7","choice":"done","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',3,'guide_done',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1006,106,'{"case":1006,"person":106,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":2,"state":"ask_login","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',2,'ask_login',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1007,107,'{"case":1007,"person":107,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":3,"state":"try_login","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_other_role","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',3,'try_login',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1008,108,'{"case":1008,"person":108,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":4,"state":"ask_plh","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"plh","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',4,'ask_plh',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1009,109,'{"case":1009,"person":109,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":6,"state":"ask_leader_sk","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"plt","at":"2026-08-25T02:00:00Z","round":0},{"subject":"ptk_type","choice":"other","at":"2026-08-25T02:00:00Z","round":0},{"subject":"duty","choice":"kepala_sekolah","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',6,'ask_leader_sk',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1010,110,'{"case":1010,"person":110,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":9,"state":"ask_role_again","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"definitif","at":"2026-08-25T02:00:00Z","round":0},{"subject":"ptk_type","choice":"guru","at":"2026-08-25T02:00:00Z","round":0},{"subject":"induk","choice":"induk","at":"2026-08-25T02:00:00Z","round":0},{"subject":"duty","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"accounts","choice":"1","at":"2026-08-25T02:00:00Z","round":0},{"subject":"role_ks","choice":"no","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',9,'ask_role_again',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1011,111,'{"case":1011,"person":111,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":3,"state":"ask_leader","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',3,'ask_leader',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1012,112,'{"case":1012,"person":112,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":4,"state":"ask_ptk_type","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"definitif","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',4,'ask_ptk_type',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1013,113,'{"case":1013,"person":113,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":5,"state":"ask_induk","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"definitif","at":"2026-08-25T02:00:00Z","round":0},{"subject":"ptk_type","choice":"guru","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',5,'ask_induk',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1014,114,'{"case":1014,"person":114,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":5,"state":"ask_duty","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"plt","at":"2026-08-25T02:00:00Z","round":0},{"subject":"ptk_type","choice":"other","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',5,'ask_duty',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1015,115,'{"case":1015,"person":115,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":6,"state":"ask_dinas_changed","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"plt","at":"2026-08-25T02:00:00Z","round":0},{"subject":"ptk_type","choice":"kepala_sekolah","at":"2026-08-25T02:00:00Z","round":0},{"subject":"duty","choice":"plt","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',6,'ask_dinas_changed',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1016,116,'{"case":1016,"person":116,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":7,"state":"ask_pulled_after","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"plt","at":"2026-08-25T02:00:00Z","round":0},{"subject":"ptk_type","choice":"kepala_sekolah","at":"2026-08-25T02:00:00Z","round":0},{"subject":"duty","choice":"plt","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas_changed","choice":"yes","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',7,'ask_pulled_after',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1017,117,'{"case":1017,"person":117,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":7,"state":"ask_accounts","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"definitif","at":"2026-08-25T02:00:00Z","round":0},{"subject":"ptk_type","choice":"guru","at":"2026-08-25T02:00:00Z","round":0},{"subject":"induk","choice":"induk","at":"2026-08-25T02:00:00Z","round":0},{"subject":"duty","choice":"none","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',7,'ask_accounts',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1018,118,'{"case":1018,"person":118,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":8,"state":"ask_role_ks","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"definitif","at":"2026-08-25T02:00:00Z","round":0},{"subject":"ptk_type","choice":"guru","at":"2026-08-25T02:00:00Z","round":0},{"subject":"induk","choice":"induk","at":"2026-08-25T02:00:00Z","round":0},{"subject":"duty","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"accounts","choice":"1","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',8,'ask_role_ks',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1019,119,'{"case":1019,"person":119,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":4,"state":"ask_invalid","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"none","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',4,'ask_invalid',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1020,120,'{"case":1020,"person":120,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":10,"state":"ask_refreshed","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"plt","at":"2026-08-25T02:00:00Z","round":0},{"subject":"ptk_type","choice":"kepala_sekolah","at":"2026-08-25T02:00:00Z","round":0},{"subject":"duty","choice":"plt","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas_changed","choice":"no","at":"2026-08-25T02:00:00Z","round":0},{"subject":"accounts","choice":"1","at":"2026-08-25T02:00:00Z","round":0},{"subject":"role_ks","choice":"yes","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"0","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',10,'ask_refreshed',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1021,121,'{"case":1021,"person":121,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":4,"state":"try_login.stuck","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_other_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R8.0","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',4,'try_login.stuck',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1022,122,'{"case":1022,"person":122,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":5,"state":"result","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"0","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',5,'result',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1023,123,'{"case":1023,"person":123,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":9,"state":"R5.1","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"0","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"reminder","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.2","choice":"done","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',9,'R5.1',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1024,124,'{"case":1024,"person":124,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":8,"state":"waiting","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"0","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"reminder","choice":"none","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',8,'waiting',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1025,125,'{"case":1025,"person":125,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":6,"state":"request","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"0","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',6,'request',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1026,126,'{"case":1026,"person":126,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":12,"state":"R8.1","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_other_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R8.0","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R8.0","choice":"skip","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"plt","at":"2026-08-25T02:00:00Z","round":0},{"subject":"ptk_type","choice":"other","at":"2026-08-25T02:00:00Z","round":0},{"subject":"duty","choice":"plt","at":"2026-08-25T02:00:00Z","round":0},{"subject":"accounts","choice":"2+","at":"2026-08-25T02:00:00Z","round":0},{"subject":"role_ks","choice":"yes","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"some","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',12,'R8.1',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1027,127,'{"case":1027,"person":127,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":8,"state":"R9.1","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"some","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"skip","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',8,'R9.1',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1028,128,'{"case":1028,"person":128,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":14,"state":"R10.1","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"definitif","at":"2026-08-25T02:00:00Z","round":0},{"subject":"ptk_type","choice":"guru","at":"2026-08-25T02:00:00Z","round":0},{"subject":"induk","choice":"induk","at":"2026-08-25T02:00:00Z","round":0},{"subject":"duty","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"accounts","choice":"1","at":"2026-08-25T02:00:00Z","round":0},{"subject":"role_ks","choice":"yes","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"some","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"skip","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R9.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',14,'R10.1',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1029,129,'{"case":1029,"person":129,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":8,"state":"look","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"0","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"skip","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',8,'look',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1030,130,'{"case":1030,"person":130,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":10,"state":"R5.1.stuck","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"0","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"reminder","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.2","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R5.1","choice":"stuck","at":"2026-08-25T02:00:00Z","round":1}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',10,'R5.1.stuck',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1031,131,'{"case":1031,"person":131,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":3,"state":"R7.2","records":[{"subject":"nav","choice":"add_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',3,'R7.2',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1032,132,'{"case":1032,"person":132,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":3,"state":"R7.1.stuck","records":[{"subject":"nav","choice":"add_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.1","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',3,'R7.1.stuck',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1033,133,'{"case":1033,"person":133,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":4,"state":"R7.3","records":[{"subject":"nav","choice":"add_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.2","choice":"done","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',4,'R7.3',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1034,134,'{"case":1034,"person":134,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":4,"state":"R7.2.stuck","records":[{"subject":"nav","choice":"add_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.2","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',4,'R7.2.stuck',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1035,135,'{"case":1035,"person":135,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":5,"state":"R7.4","records":[{"subject":"nav","choice":"add_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.2","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.3","choice":"done","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',5,'R7.4',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1036,136,'{"case":1036,"person":136,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":5,"state":"R7.3.stuck","records":[{"subject":"nav","choice":"add_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.2","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.3","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',5,'R7.3.stuck',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1037,137,'{"case":1037,"person":137,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":6,"state":"R7.5","records":[{"subject":"nav","choice":"add_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.2","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.3","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.4","choice":"done","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',6,'R7.5',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1038,138,'{"case":1038,"person":138,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":6,"state":"R7.4.stuck","records":[{"subject":"nav","choice":"add_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.2","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.3","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.4","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',6,'R7.4.stuck',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1039,139,'{"case":1039,"person":139,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":7,"state":"R7.6","records":[{"subject":"nav","choice":"add_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.2","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.3","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.4","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.5","choice":"done","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',7,'R7.6',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1040,140,'{"case":1040,"person":140,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":7,"state":"R7.5.stuck","records":[{"subject":"nav","choice":"add_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.2","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.3","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.4","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.5","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',7,'R7.5.stuck',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1041,141,'{"case":1041,"person":141,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":8,"state":"R7.6.stuck","records":[{"subject":"nav","choice":"add_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.2","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.3","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.4","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.5","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R7.6","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',8,'R7.6.stuck',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1042,142,'{"case":1042,"person":142,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":13,"state":"R8.1.stuck","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_other_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R8.0","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R8.0","choice":"skip","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"plt","at":"2026-08-25T02:00:00Z","round":0},{"subject":"ptk_type","choice":"other","at":"2026-08-25T02:00:00Z","round":0},{"subject":"duty","choice":"plt","at":"2026-08-25T02:00:00Z","round":0},{"subject":"accounts","choice":"2+","at":"2026-08-25T02:00:00Z","round":0},{"subject":"role_ks","choice":"yes","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"some","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R8.1","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',13,'R8.1.stuck',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1043,143,'{"case":1043,"person":143,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":9,"state":"R9.1.stuck","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"some","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"skip","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R9.1","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',9,'R9.1.stuck',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1044,144,'{"case":1044,"person":144,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":14,"state":"R10.1.stuck","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"definitif","at":"2026-08-25T02:00:00Z","round":0},{"subject":"ptk_type","choice":"guru","at":"2026-08-25T02:00:00Z","round":0},{"subject":"induk","choice":"induk","at":"2026-08-25T02:00:00Z","round":0},{"subject":"duty","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"accounts","choice":"1","at":"2026-08-25T02:00:00Z","round":0},{"subject":"role_ks","choice":"yes","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"0","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"skip","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R10.1","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',14,'R10.1.stuck',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1045,145,'{"case":1045,"person":145,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":7,"state":"ask_reminder","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"0","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',7,'ask_reminder',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1046,146,'{"case":1046,"person":146,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":7,"state":"request.stuck","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"0","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"stuck","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',7,'request.stuck',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1047,147,'{"case":1047,"person":147,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":8,"state":"ask_zone","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"leader","choice":"none","at":"2026-08-25T02:00:00Z","round":0},{"subject":"invalid","choice":"0","at":"2026-08-25T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-25T02:00:00Z","round":0},{"subject":"dinas.1","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"reminder","choice":"tomorrow","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',8,'ask_zone',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1048,148,'{"case":1048,"person":148,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":2,"state":"ask_level","records":[{"subject":"nav","choice":"human","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',2,'ask_level',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1049,149,'{"case":1049,"person":149,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":3,"state":"ask_district","records":[{"subject":"nav","choice":"human","at":"2026-08-25T02:00:00Z","round":0},{"subject":"level","choice":"paud","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',3,'ask_district',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1050,150,'{"case":1050,"person":150,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":4,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-25T02:00:00Z","round":0},{"subject":"level","choice":"paud","at":"2026-08-25T02:00:00Z","round":0},{"subject":"district","choice":"none","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',4,'handed_over',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1051,151,'{"case":1051,"person":151,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":5,"state":"solved","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_other_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"R8.0","choice":"done","at":"2026-08-25T02:00:00Z","round":0},{"subject":"button_now","choice":"appeared","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',5,'solved',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1052,152,'{"case":1052,"person":152,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":4,"state":"finished","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-25T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_other_role","at":"2026-08-25T02:00:00Z","round":0},{"subject":"button_now","choice":"appeared","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":true}',4,'finished',1787623200,1787623200,NULL,1);
INSERT INTO "cases" VALUES(1053,99,'{"case":1053,"person":99,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":1,"state":"menu","records":[],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',1,'menu',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1054,153,'{"case":1054,"person":153,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-28T02:00:00Z","seq":5,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-25T02:00:00Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-25T02:00:00Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',5,'handed_over',1787623200,1787882400,NULL,0);
INSERT INTO "cases" VALUES(1055,154,'{"case":1055,"person":154,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-28T02:00:00Z","seq":6,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-25T02:00:00Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-25T02:00:00Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',6,'handed_over',1787623200,1787882400,NULL,0);
INSERT INTO "cases" VALUES(1056,155,'{"case":1056,"person":155,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-25T02:00:00Z","seq":5,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-25T02:00:00Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-25T02:00:00Z","round":0},{"subject":"district","choice":"pindah","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',5,'handed_over',1787623200,1787623200,NULL,0);
INSERT INTO "cases" VALUES(1057,156,'{"case":1057,"person":156,"opened_at":"2026-08-25T02:00:00Z","touched_at":"2026-08-28T02:00:00Z","seq":6,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-25T02:00:00Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-25T02:00:00Z","round":0},{"subject":"district","choice":"lepas","at":"2026-08-25T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',6,'handed_over',1787623200,1787882400,NULL,0);
INSERT INTO "cases" VALUES(1058,157,'{"case":1058,"person":157,"opened_at":"2026-08-28T02:00:00Z","touched_at":"2026-08-28T02:00:00Z","seq":3,"state":"ask_login","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-28T02:00:00Z","round":0}],"panel":"help","misread":0,"zone":null,"remind_at":null,"closed":false}',3,'ask_login',1787882400,1787882400,NULL,0);
INSERT INTO "cases" VALUES(1059,158,'{"case":1059,"person":158,"opened_at":"2026-08-28T02:00:00Z","touched_at":"2026-08-28T02:00:00Z","seq":3,"state":"ask_login","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-28T02:00:00Z","round":0}],"panel":"cases","misread":0,"zone":null,"remind_at":null,"closed":false}',3,'ask_login',1787882400,1787882400,NULL,0);
INSERT INTO "cases" VALUES(1060,159,'{"case":1060,"person":159,"opened_at":"2026-08-28T02:00:00Z","touched_at":"2026-08-28T02:00:00Z","seq":3,"state":"ask_login","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-28T02:00:00Z","round":0}],"panel":"restart","misread":0,"zone":null,"remind_at":null,"closed":false}',3,'ask_login',1787882400,1787882400,NULL,0);
INSERT INTO "cases" VALUES(1061,160,'{"case":1061,"person":160,"opened_at":"2026-08-28T02:00:00Z","touched_at":"2026-08-28T02:00:00Z","seq":3,"state":"ask_login","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-28T02:00:00Z","round":0}],"panel":"erase","misread":0,"zone":null,"remind_at":null,"closed":false}',3,'ask_login',1787882400,1787882400,NULL,0);
INSERT INTO "cases" VALUES(1062,161,'{"case":1062,"person":161,"opened_at":"2026-08-28T02:00:00Z","touched_at":"2026-08-28T02:00:00Z","seq":3,"state":"ask_login","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-28T02:00:00Z","round":0}],"panel":"edit","misread":0,"zone":null,"remind_at":null,"closed":false}',3,'ask_login',1787882400,1787882400,NULL,0);
INSERT INTO "cases" VALUES(1063,162,'{"case":1063,"person":162,"opened_at":"2026-08-28T02:00:00Z","touched_at":"2026-08-28T02:00:00Z","seq":3,"state":"ask_login","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-28T02:00:00Z","round":0}],"panel":"how","misread":0,"zone":null,"remind_at":null,"closed":false}',3,'ask_login',1787882400,1787882400,NULL,0);
INSERT INTO "cases" VALUES(1064,163,'{"case":1064,"person":163,"opened_at":"2026-08-28T02:00:00Z","touched_at":"2026-08-28T02:00:00Z","seq":9,"state":"waiting","records":[{"subject":"symptom","choice":"button_missing","at":"2026-08-28T02:00:00Z","round":0},{"subject":"login","choice":"ks_account_ks_role","at":"2026-08-28T02:00:00Z","round":0},{"subject":"leader","choice":"none","at":"2026-08-28T02:00:00Z","round":0},{"subject":"invalid","choice":"0","at":"2026-08-28T02:00:00Z","round":0},{"subject":"nav","choice":"next","at":"2026-08-28T02:00:00Z","round":0},{"subject":"dinas.1","choice":"done","at":"2026-08-28T02:00:00Z","round":0},{"subject":"reminder","choice":"tomorrow","at":"2026-08-28T02:00:00Z","round":0},{"subject":"zone","choice":"WIT","at":"2026-08-28T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":"WIT","remind_at":"2026-08-29T08:00:00+09:00","closed":false}',9,'waiting',1787882400,1787882400,1787958000,0);
INSERT INTO "cases" VALUES(1065,164,'{"case":1065,"person":164,"opened_at":"2026-08-28T02:00:00Z","touched_at":"2026-08-28T02:00:00Z","seq":4,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:00Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:00Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',4,'handed_over',1787882400,1787882400,NULL,0);
INSERT INTO "cases" VALUES(1066,165,'{"case":1066,"person":165,"opened_at":"2026-08-28T02:00:00Z","touched_at":"2026-08-28T02:00:02Z","seq":7,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:00Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:00Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:00Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',7,'handed_over',1787882400,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1067,166,'{"case":1067,"person":166,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":5,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:02Z","round":0}],"panel":"asked:ptk_type","misread":0,"zone":null,"remind_at":null,"closed":false}',5,'handed_over',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1068,167,'{"case":1068,"person":167,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":6,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:02Z","round":0},{"subject":"asked.ptk_type","choice":"guru","at":"2026-08-28T02:00:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',6,'handed_over',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1069,168,'{"case":1069,"person":168,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":5,"state":"R5.1","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:02Z","round":0},{"subject":"desk","choice":"R1+R2+R3+R4","at":"2026-08-28T02:00:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',5,'R5.1',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1070,169,'{"case":1070,"person":169,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":6,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',6,'handed_over',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1071,170,'{"case":1071,"person":170,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":4,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"misal","at":"2026-08-28T02:00:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',4,'handed_over',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1072,171,'{"case":1072,"person":171,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":6,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',6,'handed_over',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1073,172,'{"case":1073,"person":172,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":6,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',6,'handed_over',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1074,173,'{"case":1074,"person":173,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":7,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:02Z","round":0}],"panel":"closed","misread":0,"zone":null,"remind_at":null,"closed":false}',7,'handed_over',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1075,174,'{"case":1075,"person":174,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":8,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',8,'handed_over',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1076,174,'{"case":1076,"person":174,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":1,"state":"menu","records":[],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',1,'menu',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1077,175,'{"case":1077,"person":175,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":4,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"smk","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"prov","at":"2026-08-28T02:00:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',4,'handed_over',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1078,176,'{"case":1078,"person":176,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":2,"state":"menu","records":[],"panel":null,"misread":1,"zone":null,"remind_at":null,"closed":false}',2,'menu',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1079,177,'{"case":1079,"person":177,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":5,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',5,'handed_over',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1080,178,'{"case":1080,"person":178,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":4,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',4,'handed_over',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1081,179,'{"case":1081,"person":179,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":5,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',5,'handed_over',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1083,181,'{"case":1083,"person":181,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:01:02Z","seq":5,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',5,'handed_over',1787882402,1787882462,NULL,0);
INSERT INTO "cases" VALUES(1084,182,'{"case":1084,"person":182,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:01:02Z","seq":2,"state":"menu","records":[],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',2,'menu',1787882402,1787882462,NULL,0);
INSERT INTO "cases" VALUES(1085,183,'{"case":1085,"person":183,"opened_at":"2026-08-28T02:00:02Z","touched_at":"2026-08-28T02:00:02Z","seq":4,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:00:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:00:02Z","round":0},{"subject":"district","choice":"contoh","at":"2026-08-28T02:00:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',4,'handed_over',1787882402,1787882402,NULL,0);
INSERT INTO "cases" VALUES(1086,12,'{"case":1086,"person":12,"opened_at":"2026-08-28T02:01:02Z","touched_at":"2026-08-28T02:01:02Z","seq":4,"state":"handed_over","records":[{"subject":"nav","choice":"human","at":"2026-08-28T02:01:02Z","round":0},{"subject":"level","choice":"sd","at":"2026-08-28T02:01:02Z","round":0},{"subject":"district","choice":"misal","at":"2026-08-28T02:01:02Z","round":0}],"panel":null,"misread":0,"zone":null,"remind_at":null,"closed":false}',4,'handed_over',1787882462,1787882462,NULL,0);
CREATE TABLE desk_cases (
            case_id INTEGER PRIMARY KEY REFERENCES cases (case_id) ON DELETE CASCADE,
            desk TEXT NOT NULL,
            state TEXT NOT NULL,
            owner INTEGER,
            waiting_at INTEGER,
            nudge_at INTEGER,
            doc TEXT NOT NULL
        ) STRICT;
INSERT INTO "desk_cases" VALUES(1054,'contoh','open',NULL,1787623200,NULL,'{"case":1054,"person":153,"district":"contoh","desk":"contoh","level":"sd","state":"open","since":"2026-08-25T02:00:00Z","owner":null,"seq":2,"menu":null,"line":true,"answered":false,"waiting_at":"2026-08-25T02:00:00Z","nudge_at":null,"silent":true,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1055,'contoh','taken',21,1787623200,NULL,'{"case":1055,"person":154,"district":"contoh","desk":"contoh","level":"sd","state":"taken","since":"2026-08-25T02:00:00Z","owner":21,"seq":3,"menu":null,"line":true,"answered":false,"waiting_at":"2026-08-25T02:00:00Z","nudge_at":null,"silent":true,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1056,'pindah','taken',31,NULL,NULL,'{"case":1056,"person":155,"district":"pindah","desk":"pindah","level":"sd","state":"taken","since":"2026-08-25T02:00:00Z","owner":31,"seq":2,"menu":null,"line":true,"answered":true,"waiting_at":null,"nudge_at":null,"silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1057,'prov','open',NULL,1787623200,NULL,'{"case":1057,"person":156,"district":"lepas","desk":"prov","level":"sd","state":"open","since":"2026-08-25T02:00:00Z","owner":null,"seq":3,"menu":null,"line":true,"answered":false,"waiting_at":"2026-08-25T02:00:00Z","nudge_at":null,"silent":true,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1065,'contoh','open',NULL,1787882400,1787896800,'{"case":1065,"person":164,"district":"contoh","desk":"contoh","level":"sd","state":"open","since":"2026-08-28T02:00:00Z","owner":null,"seq":1,"menu":null,"line":true,"answered":false,"waiting_at":"2026-08-28T02:00:00Z","nudge_at":"2026-08-28T06:00:00Z","silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1066,'contoh','taken',21,NULL,NULL,'{"case":1066,"person":165,"district":"contoh","desk":"contoh","level":"sd","state":"taken","since":"2026-08-28T02:00:00Z","owner":21,"seq":9,"menu":null,"line":true,"answered":true,"waiting_at":null,"nudge_at":null,"silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1067,'contoh','taken',21,NULL,NULL,'{"case":1067,"person":166,"district":"contoh","desk":"contoh","level":"sd","state":"taken","since":"2026-08-28T02:00:02Z","owner":21,"seq":3,"menu":null,"line":true,"answered":false,"waiting_at":null,"nudge_at":null,"silent":false,"asked":"ptk_type","reason":null}');
INSERT INTO "desk_cases" VALUES(1068,'contoh','taken',21,1787882402,1787896802,'{"case":1068,"person":167,"district":"contoh","desk":"contoh","level":"sd","state":"taken","since":"2026-08-28T02:00:02Z","owner":21,"seq":5,"menu":null,"line":true,"answered":false,"waiting_at":"2026-08-28T02:00:02Z","nudge_at":"2026-08-28T06:00:02Z","silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1069,'contoh','taken',21,NULL,NULL,'{"case":1069,"person":168,"district":"contoh","desk":"contoh","level":"sd","state":"taken","since":"2026-08-28T02:00:02Z","owner":21,"seq":3,"menu":null,"line":true,"answered":false,"waiting_at":null,"nudge_at":null,"silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1070,'contoh','taken',22,1787882402,1787896802,'{"case":1070,"person":169,"district":"contoh","desk":"contoh","level":"sd","state":"taken","since":"2026-08-28T02:00:02Z","owner":22,"seq":3,"menu":null,"line":false,"answered":false,"waiting_at":"2026-08-28T02:00:02Z","nudge_at":"2026-08-28T06:00:02Z","silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1071,'misal','open',NULL,1787882402,1787896802,'{"case":1071,"person":170,"district":"misal","desk":"misal","level":"sd","state":"open","since":"2026-08-28T02:00:02Z","owner":null,"seq":2,"menu":null,"line":true,"answered":false,"waiting_at":"2026-08-28T02:00:02Z","nudge_at":"2026-08-28T06:00:02Z","silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1072,'prov','open',NULL,1787882402,1787896802,'{"case":1072,"person":171,"district":"contoh","desk":"prov","level":"sd","state":"open","since":"2026-08-28T02:00:02Z","owner":null,"seq":3,"menu":null,"line":true,"answered":false,"waiting_at":"2026-08-28T02:00:02Z","nudge_at":"2026-08-28T06:00:02Z","silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1073,'contoh','closed',21,NULL,NULL,'{"case":1073,"person":172,"district":"contoh","desk":"contoh","level":"sd","state":"closed","since":"2026-08-28T02:00:02Z","owner":21,"seq":4,"menu":null,"line":true,"answered":true,"waiting_at":null,"nudge_at":null,"silent":false,"asked":null,"reason":"data_mended"}');
INSERT INTO "desk_cases" VALUES(1074,'contoh','closed',21,NULL,NULL,'{"case":1074,"person":173,"district":"contoh","desk":"contoh","level":"sd","state":"closed","since":"2026-08-28T02:00:02Z","owner":21,"seq":4,"menu":null,"line":true,"answered":true,"waiting_at":null,"nudge_at":null,"silent":false,"asked":null,"reason":"other"}');
INSERT INTO "desk_cases" VALUES(1075,'contoh','closed',21,NULL,NULL,'{"case":1075,"person":174,"district":"contoh","desk":"contoh","level":"sd","state":"closed","since":"2026-08-28T02:00:02Z","owner":21,"seq":4,"menu":null,"line":true,"answered":true,"waiting_at":null,"nudge_at":null,"silent":false,"asked":null,"reason":"other"}');
INSERT INTO "desk_cases" VALUES(1077,'prov','open',NULL,1787882402,1787896802,'{"case":1077,"person":175,"district":"prov","desk":"prov","level":"smk","state":"open","since":"2026-08-28T02:00:02Z","owner":null,"seq":2,"menu":"close","line":true,"answered":false,"waiting_at":"2026-08-28T02:00:02Z","nudge_at":"2026-08-28T06:00:02Z","silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1079,'contoh','taken',21,NULL,NULL,'{"case":1079,"person":177,"district":"contoh","desk":"contoh","level":"sd","state":"taken","since":"2026-08-28T02:00:02Z","owner":21,"seq":2,"menu":null,"line":true,"answered":true,"waiting_at":null,"nudge_at":null,"silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1080,'contoh','open',NULL,1787882402,1787896802,'{"case":1080,"person":178,"district":"contoh","desk":"contoh","level":"sd","state":"open","since":"2026-08-28T02:00:02Z","owner":null,"seq":2,"menu":null,"line":true,"answered":false,"waiting_at":"2026-08-28T02:00:02Z","nudge_at":"2026-08-28T06:00:02Z","silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1081,'contoh','taken',21,NULL,NULL,'{"case":1081,"person":179,"district":"contoh","desk":"contoh","level":"sd","state":"taken","since":"2026-08-28T02:00:02Z","owner":21,"seq":2,"menu":null,"line":true,"answered":true,"waiting_at":null,"nudge_at":null,"silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1083,'contoh','open',NULL,1787882402,1787896802,'{"case":1083,"person":181,"district":"contoh","desk":"contoh","level":"sd","state":"open","since":"2026-08-28T02:00:02Z","owner":null,"seq":1,"menu":null,"line":true,"answered":false,"waiting_at":"2026-08-28T02:00:02Z","nudge_at":"2026-08-28T06:00:02Z","silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1085,'contoh','open',NULL,1787882402,1787896802,'{"case":1085,"person":183,"district":"contoh","desk":"contoh","level":"sd","state":"open","since":"2026-08-28T02:00:02Z","owner":null,"seq":2,"menu":null,"line":true,"answered":false,"waiting_at":"2026-08-28T02:00:02Z","nudge_at":"2026-08-28T06:00:02Z","silent":false,"asked":null,"reason":null}');
INSERT INTO "desk_cases" VALUES(1086,'misal','open',NULL,1787882462,1787896862,'{"case":1086,"person":12,"district":"misal","desk":"misal","level":"sd","state":"open","since":"2026-08-28T02:01:02Z","owner":null,"seq":3,"menu":null,"line":true,"answered":false,"waiting_at":"2026-08-28T02:01:02Z","nudge_at":"2026-08-28T06:01:02Z","silent":false,"asked":null,"reason":null}');
CREATE TABLE desk_log (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            desk TEXT NOT NULL,
            case_id INTEGER REFERENCES cases (case_id) ON DELETE SET NULL,
            who INTEGER,
            action TEXT NOT NULL,
            detail TEXT NOT NULL DEFAULT ''
        ) STRICT;
INSERT INTO "desk_log" VALUES(1,1787623200,'contoh',NULL,99,'appointed','21');
INSERT INTO "desk_log" VALUES(2,1787623200,'contoh',1054,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(3,1787623200,'contoh',1055,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(4,1787623200,'contoh',1055,21,'taken','');
INSERT INTO "desk_log" VALUES(5,1787623200,'pindah',1056,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(6,1787623200,'pindah',1056,31,'reply','');
INSERT INTO "desk_log" VALUES(7,1787623200,'lepas',1057,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(8,1787623200,'lepas',NULL,99,'unlinked','');
INSERT INTO "desk_log" VALUES(9,1787623200,'prov',1057,-1,'moved','Provinsi Contoh');
INSERT INTO "desk_log" VALUES(10,1787882400,'contoh',1054,NULL,'silent','');
INSERT INTO "desk_log" VALUES(11,1787882400,'contoh',1055,NULL,'silent','');
INSERT INTO "desk_log" VALUES(12,1787882400,'prov',1057,NULL,'silent','');
INSERT INTO "desk_log" VALUES(13,1787882400,'contoh',1065,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(14,1787882400,'contoh',1066,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(15,1787882400,'contoh',1066,21,'taken','');
INSERT INTO "desk_log" VALUES(16,1787882400,'contoh',1066,21,'reply','');
INSERT INTO "desk_log" VALUES(17,1787882400,'contoh',1066,21,'note','cek NUPTK');
INSERT INTO "desk_log" VALUES(18,1787882402,'contoh',1066,21,'reply','');
INSERT INTO "desk_log" VALUES(19,1787882402,'contoh',1067,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(20,1787882402,'contoh',1067,21,'asked','ptk_type');
INSERT INTO "desk_log" VALUES(21,1787882402,'contoh',1068,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(22,1787882402,'contoh',1068,21,'asked','ptk_type');
INSERT INTO "desk_log" VALUES(23,1787882402,'contoh',1068,NULL,'told','ptk_type');
INSERT INTO "desk_log" VALUES(24,1787882402,'contoh',1069,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(25,1787882402,'contoh',1069,21,'marked','R1+R2+R3+R4');
INSERT INTO "desk_log" VALUES(26,1787882402,'contoh',1070,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(27,1787882402,'contoh',1070,22,'taken','');
INSERT INTO "desk_log" VALUES(28,1787882402,'contoh',1070,NULL,'line_ended','');
INSERT INTO "desk_log" VALUES(29,1787882402,'misal',1071,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(30,1787882402,'contoh',1072,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(31,1787882402,'contoh',1072,21,'taken','');
INSERT INTO "desk_log" VALUES(32,1787882402,'contoh',1072,21,'moved','Provinsi Contoh');
INSERT INTO "desk_log" VALUES(33,1787882402,'contoh',1073,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(34,1787882402,'contoh',1073,21,'reply','');
INSERT INTO "desk_log" VALUES(35,1787882402,'contoh',1073,21,'closed','data_mended');
INSERT INTO "desk_log" VALUES(36,1787882402,'contoh',1074,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(37,1787882402,'contoh',1074,21,'reply','');
INSERT INTO "desk_log" VALUES(38,1787882402,'contoh',1074,21,'closed','other');
INSERT INTO "desk_log" VALUES(39,1787882402,'contoh',1075,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(40,1787882402,'contoh',1075,21,'reply','');
INSERT INTO "desk_log" VALUES(41,1787882402,'contoh',1075,21,'closed','other');
INSERT INTO "desk_log" VALUES(42,1787882402,'prov',1077,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(43,1787882402,'contoh',1079,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(44,1787882402,'contoh',1079,21,'reply','');
INSERT INTO "desk_log" VALUES(45,1787882402,'contoh',1080,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(46,1787882402,'contoh',1081,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(47,1787882402,'contoh',1081,21,'reply','');
INSERT INTO "desk_log" VALUES(48,1787882402,'contoh',NULL,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(49,1787882402,'contoh',1083,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(50,1787882402,'contoh',1085,NULL,'handed_over','');
INSERT INTO "desk_log" VALUES(51,1787882462,'contoh',1081,21,'withdrawn','');
INSERT INTO "desk_log" VALUES(52,1787882462,'contoh',NULL,99,'exported','');
INSERT INTO "desk_log" VALUES(53,1787882462,'misal',1086,NULL,'handed_over','');
CREATE TABLE desks (
            code TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            level TEXT NOT NULL CHECK (level IN ('kabkota', 'provinsi')),
            parent TEXT,
            zone TEXT NOT NULL,
            opens INTEGER NOT NULL,
            closes INTEGER NOT NULL,
            chat INTEGER UNIQUE,
            forum INTEGER NOT NULL DEFAULT 0,
            lost INTEGER NOT NULL DEFAULT 0
        ) STRICT;
INSERT INTO "desks" VALUES('contoh','Kabupaten Contoh','kabkota','prov','WIB',480,930,-1005000000001,1,0);
INSERT INTO "desks" VALUES('misal','Kota Misal','kabkota','prov','WIB',480,930,-1005000000002,0,0);
INSERT INTO "desks" VALUES('prov','Provinsi Contoh','provinsi',NULL,'WIB',480,930,-1005000000003,1,0);
INSERT INTO "desks" VALUES('pindah','Kabupaten Pindah','kabkota','prov','WIB',480,930,-1005000000011,0,0);
INSERT INTO "desks" VALUES('lepas','Kota Lepas','kabkota','prov','WITA',480,930,NULL,0,0);
INSERT INTO "desks" VALUES('baru','Kabupaten Baru','kabkota','prov','WIT',480,930,NULL,0,0);
CREATE TABLE heads (
            desk TEXT NOT NULL REFERENCES desks (code) ON DELETE CASCADE,
            person INTEGER NOT NULL,
            PRIMARY KEY (desk, person)
        ) STRICT;
INSERT INTO "heads" VALUES('contoh',21);
CREATE TABLE held (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL REFERENCES people (person) ON DELETE CASCADE,
            message INTEGER NOT NULL,
            content TEXT NOT NULL,
            case_id INTEGER NOT NULL REFERENCES cases (case_id) ON DELETE CASCADE,
            at INTEGER NOT NULL
        ) STRICT;
INSERT INTO "held" VALUES(1,173,252,'{"kind": "text", "text": "masih hilang, bu", "album": null, "file": null}',1074,1787882402);
CREATE TABLE ignored (person INTEGER PRIMARY KEY, until INTEGER NOT NULL) STRICT;
INSERT INTO "ignored" VALUES(182,1787883062);
CREATE TABLE inbox (
            place INTEGER PRIMARY KEY,
            update_id INTEGER NOT NULL UNIQUE,
            person INTEGER,
            body TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'aside')),
            tries INTEGER NOT NULL DEFAULT 0,
            error TEXT
        ) STRICT;
INSERT INTO "inbox" VALUES(1,1787623200350,157,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(2,1787623200351,157,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(3,1787623200352,157,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(4,1787623200353,158,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(5,1787623200354,158,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(6,1787623200355,158,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(7,1787623200356,159,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(8,1787623200357,159,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(9,1787623200358,159,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(10,1787623200359,160,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(11,1787623200360,160,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(12,1787623200361,160,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(13,1787623200362,161,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(14,1787623200363,161,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(15,1787623200364,161,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(16,1787623200365,162,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(17,1787623200366,162,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(18,1787623200367,162,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(19,1787623200368,163,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(20,1787623200369,163,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(21,1787623200370,163,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(22,1787623200371,163,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(23,1787623200372,163,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(24,1787623200373,163,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(25,1787623200374,163,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(26,1787623200375,163,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(27,1787623200376,163,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(28,1787623200377,164,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(29,1787623200378,164,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(30,1787623200379,164,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(31,1787623200380,164,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(32,1787623200381,165,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(33,1787623200382,165,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(34,1787623200383,165,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(35,1787623200384,165,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(36,1787623200385,NULL,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(37,1787623200386,NULL,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(38,1787623200387,NULL,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(39,1787623200388,165,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(40,1787623200389,165,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(41,1787623200390,165,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(42,1787623200391,165,'',1787882400,'done',0,NULL);
INSERT INTO "inbox" VALUES(43,1787623200392,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(44,1787623200393,166,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(45,1787623200394,166,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(46,1787623200395,166,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(47,1787623200396,166,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(48,1787623200397,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(49,1787623200398,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(50,1787623200399,167,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(51,1787623200400,167,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(52,1787623200401,167,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(53,1787623200402,167,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(54,1787623200403,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(55,1787623200404,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(56,1787623200405,167,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(57,1787623200406,168,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(58,1787623200407,168,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(59,1787623200408,168,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(60,1787623200409,168,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(61,1787623200410,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(62,1787623200411,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(63,1787623200412,169,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(64,1787623200413,169,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(65,1787623200414,169,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(66,1787623200415,169,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(67,1787623200416,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(68,1787623200417,169,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(69,1787623200418,170,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(70,1787623200419,170,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(71,1787623200420,170,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(72,1787623200421,170,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(73,1787623200422,170,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(74,1787623200423,171,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(75,1787623200424,171,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(76,1787623200425,171,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(77,1787623200426,171,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(78,1787623200427,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(79,1787623200428,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(80,1787623200429,172,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(81,1787623200430,172,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(82,1787623200431,172,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(83,1787623200432,172,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(84,1787623200433,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(85,1787623200434,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(86,1787623200435,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(87,1787623200436,173,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(88,1787623200437,173,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(89,1787623200438,173,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(90,1787623200439,173,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(91,1787623200440,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(92,1787623200441,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(93,1787623200442,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(94,1787623200443,173,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(95,1787623200444,174,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(96,1787623200445,174,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(97,1787623200446,174,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(98,1787623200447,174,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(99,1787623200448,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(100,1787623200449,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(101,1787623200450,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(102,1787623200451,174,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(103,1787623200452,174,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(104,1787623200453,175,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(105,1787623200454,175,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(106,1787623200455,175,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(107,1787623200456,175,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(108,1787623200457,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(109,1787623200458,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(110,1787623200459,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(111,1787623200460,176,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(112,1787623200461,176,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(113,1787623200462,177,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(114,1787623200463,177,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(115,1787623200464,177,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(116,1787623200465,177,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(117,1787623200466,177,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(118,1787623200467,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(119,1787623200468,178,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(120,1787623200469,178,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(121,1787623200470,178,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(122,1787623200471,178,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(123,1787623200472,178,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(124,1787623200473,179,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(125,1787623200474,179,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(126,1787623200475,179,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(127,1787623200476,179,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(128,1787623200477,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(129,1787623200478,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(130,1787623200479,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(131,1787623200480,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(132,1787623200481,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(133,1787623200482,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(134,1787623200483,NULL,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(135,1787623200484,181,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(136,1787623200485,181,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(137,1787623200486,181,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(138,1787623200487,181,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(139,1787623200488,182,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(140,1787623200489,183,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(141,1787623200490,183,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(142,1787623200491,183,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(143,1787623200492,183,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(144,1787623200493,183,'',1787882402,'done',0,NULL);
INSERT INTO "inbox" VALUES(145,1787623200494,182,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(146,1787623200495,14,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(147,1787623200496,183,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(148,1787623200497,178,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(149,1787623200498,NULL,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(150,1787623200499,NULL,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(151,1787623200500,181,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(152,1787623200501,182,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(153,1787623200502,99,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(154,1787623200503,99,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(155,1787623200504,12,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(156,1787623200505,12,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(157,1787623200506,12,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(158,1787623200507,12,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(159,1787623200508,12,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(160,1787623200509,12,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(161,1787623200510,NULL,'',1787882462,'done',0,NULL);
INSERT INTO "inbox" VALUES(162,1787623200511,11,'{"update_id": 1787623200511, "message": {"message_id": 316, "date": 1787882462, "chat": {"id": 11, "type": "private", "first_name": "Sari"}, "from": {"id": 11, "is_bot": false, "first_name": "Sari", "language_code": "id"}, "text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}}',1787882462,'waiting',0,NULL);
INSERT INTO "inbox" VALUES(163,1787623200512,13,'{"update_id": 1787623200512, "message": {"message_id": 317, "date": 1787882462, "chat": {"id": 13, "type": "private", "first_name": "Wayan"}, "from": {"id": 13, "is_bot": false, "first_name": "Wayan", "language_code": "id"}, "text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}}',1787882462,'waiting',0,NULL);
INSERT INTO "inbox" VALUES(164,2,NULL,'',1787882462,'aside',0,'Unreadable');
CREATE TABLE link_codes (
            hash TEXT PRIMARY KEY,
            desk TEXT NOT NULL REFERENCES desks (code) ON DELETE CASCADE,
            until INTEGER NOT NULL
        ) STRICT;
INSERT INTO "link_codes" VALUES('a2dd1558f841588a5d8811af67d8f177c348c5524818b310ecd5e452d415b104','baru',1787968862);
CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO "marks" VALUES('mode','polling');
INSERT INTO "marks" VALUES('arrived','1787882462');
CREATE TABLE migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT;
INSERT INTO "migrations" VALUES('m001_people_cases_inbox_outbox',1787623200);
INSERT INTO "migrations" VALUES('m002_moved_chats',1787623200);
INSERT INTO "migrations" VALUES('m003_marks',1787623200);
INSERT INTO "migrations" VALUES('m004_ignored',1787623200);
INSERT INTO "migrations" VALUES('m005_unread',1787623200);
INSERT INTO "migrations" VALUES('m006_help_desks',1787623200);
CREATE TABLE moved_chats (old INTEGER PRIMARY KEY, new INTEGER NOT NULL) STRICT;
INSERT INTO "moved_chats" VALUES(-5000011,-1005000000011);
CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            chat INTEGER NOT NULL,
            kind TEXT NOT NULL,
            person INTEGER,
            case_id INTEGER,
            body TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            state TEXT NOT NULL DEFAULT 'waiting'
                CHECK (state IN ('waiting', 'under_way', 'sent', 'uncertain', 'failed')),
            uncertain INTEGER NOT NULL DEFAULT 0,
            tries INTEGER NOT NULL DEFAULT 0,
            message INTEGER,
            error TEXT
        , rank INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "outbox" VALUES(50,'card:00130-K:2',-1005000000001,'card',153,1054,'{}',1787882400,1787882400,'sent',0,0,2,NULL,1);
INSERT INTO "outbox" VALUES(51,'00130-K:5:screen',153,'screen',153,1054,'{}',1787882400,1787882400,'sent',0,0,166,NULL,0);
INSERT INTO "outbox" VALUES(52,'card:00131-S:3',-1005000000001,'card',154,1055,'{}',1787882400,1787882400,'sent',0,0,4,NULL,1);
INSERT INTO "outbox" VALUES(53,'00131-S:6:screen',154,'screen',154,1055,'{}',1787882400,1787882400,'sent',0,0,167,NULL,0);
INSERT INTO "outbox" VALUES(54,'card:00133-6:3',-1005000000003,'card',156,1057,'{}',1787882400,1787882400,'sent',0,0,2,NULL,1);
INSERT INTO "outbox" VALUES(55,'00133-6:6:screen',156,'screen',156,1057,'{}',1787882400,1787882400,'sent',0,0,168,NULL,0);
INSERT INTO "outbox" VALUES(56,'0013A-H:6:0',163,'tell',163,1064,'{}',1787882400,1787882400,'sent',0,0,195,NULL,0);
INSERT INTO "outbox" VALUES(57,'0013A-H:6:screen',163,'screen',163,1064,'{}',1787882400,1787882400,'sent',0,0,196,NULL,0);
INSERT INTO "outbox" VALUES(58,'0013B-Q:4:1',164,'tell',164,1065,'{}',1787882400,1787882400,'sent',0,0,199,NULL,0);
INSERT INTO "outbox" VALUES(59,'0013B-Q:4:screen',164,'screen',164,1065,'{}',1787882400,1787882400,'sent',0,0,200,NULL,0);
INSERT INTO "outbox" VALUES(60,'card:0013B-Q:1',-1005000000001,'card',164,1065,'{}',1787882400,1787882400,'sent',0,0,6,NULL,1);
INSERT INTO "outbox" VALUES(61,'0013C-X:4:1',165,'tell',165,1066,'{}',1787882400,1787882400,'sent',0,0,203,NULL,0);
INSERT INTO "outbox" VALUES(62,'0013C-X:4:screen',165,'screen',165,1066,'{}',1787882400,1787882400,'sent',0,0,204,NULL,0);
INSERT INTO "outbox" VALUES(63,'card:0013C-X:1',-1005000000001,'card',165,1066,'{}',1787882400,1787882400,'sent',0,0,8,NULL,1);
INSERT INTO "outbox" VALUES(64,'card:0013C-X:2',-1005000000001,'card',165,1066,'{}',1787882400,1787882400,'sent',0,0,8,NULL,1);
INSERT INTO "outbox" VALUES(65,'relay:-1005000000001:9',165,'relay',165,1066,'{}',1787882400,1787882400,'sent',0,0,205,NULL,0);
INSERT INTO "outbox" VALUES(66,'card:0013C-X:3',-1005000000001,'card',165,1066,'{}',1787882400,1787882400,'sent',0,0,8,NULL,1);
INSERT INTO "outbox" VALUES(67,'react:-1005000000001:9',-1005000000001,'react',165,1066,'{}',1787882400,1787882400,'sent',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(68,'remark:0013C-X:noted:-1005000000001:10',-1005000000001,'remark',165,1066,'{}',1787882400,1787882400,'sent',0,0,11,NULL,0);
INSERT INTO "outbox" VALUES(69,'card:0013C-X:4',-1005000000001,'card',165,1066,'{}',1787882400,1787882400,'sent',0,0,8,NULL,1);
INSERT INTO "outbox" VALUES(70,'relay:165:206',-1005000000001,'relay',165,1066,'{}',1787882400,1787882400,'sent',0,0,12,NULL,0);
INSERT INTO "outbox" VALUES(71,'card:0013C-X:5',-1005000000001,'card',165,1066,'{}',1787882400,1787882400,'sent',0,0,8,NULL,1);
INSERT INTO "outbox" VALUES(72,'react:165:206',165,'react',165,1066,'{}',1787882400,1787882400,'sent',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(73,'relay:165:207',-1005000000001,'relay',165,1066,'{}',1787882400,1787882400,'sent',0,0,13,NULL,0);
INSERT INTO "outbox" VALUES(74,'card:0013C-X:6',-1005000000001,'card',165,1066,'{}',1787882400,1787882400,'sent',0,0,8,NULL,1);
INSERT INTO "outbox" VALUES(75,'react:165:207',165,'react',165,1066,'{}',1787882400,1787882400,'sent',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(76,'album:165:13000000000000000:165:208',-1005000000001,'relay',165,1066,'{}',1787882400,1787882401,'sent',0,0,14,NULL,0);
INSERT INTO "outbox" VALUES(77,'card:0013C-X:7',-1005000000001,'card',165,1066,'{}',1787882400,1787882400,'sent',0,0,8,NULL,1);
INSERT INTO "outbox" VALUES(78,'card:0013C-X:8',-1005000000001,'card',165,1066,'{}',1787882400,1787882400,'sent',0,0,NULL,NULL,1);
INSERT INTO "outbox" VALUES(79,'react:165:208',165,'react',165,1066,'{}',1787882402,1787882402,'sent',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(80,'relay:-1005000000001:16',165,'relay',165,1066,'{}',1787882402,1787882402,'sent',0,0,210,NULL,0);
INSERT INTO "outbox" VALUES(81,'card:0013C-X:9',-1005000000001,'card',165,1066,'{}',1787882402,1787882402,'sent',0,0,8,NULL,1);
INSERT INTO "outbox" VALUES(82,'react:-1005000000001:16',-1005000000001,'react',165,1066,'{}',1787882402,1787882402,'sent',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(83,'0013D-4:4:1',166,'tell',166,1067,'{}',1787882402,1787882402,'sent',0,0,213,NULL,0);
INSERT INTO "outbox" VALUES(84,'0013D-4:4:screen',166,'screen',166,1067,'{}',1787882402,1787882402,'sent',0,0,214,NULL,0);
INSERT INTO "outbox" VALUES(85,'card:0013D-4:1',-1005000000001,'card',166,1067,'{}',1787882402,1787882402,'sent',0,0,18,NULL,1);
INSERT INTO "outbox" VALUES(86,'card:0013D-4:2',-1005000000001,'card',166,1067,'{}',1787882402,1787882402,'sent',0,0,18,NULL,1);
INSERT INTO "outbox" VALUES(87,'card:0013D-4:3',-1005000000001,'card',166,1067,'{}',1787882402,1787882402,'sent',0,0,18,NULL,1);
INSERT INTO "outbox" VALUES(88,'0013D-4:5:screen',166,'screen',166,1067,'{}',1787882402,1787882402,'sent',0,0,215,NULL,0);
INSERT INTO "outbox" VALUES(89,'0013E-A:4:1',167,'tell',167,1068,'{}',1787882402,1787882402,'sent',0,0,218,NULL,0);
INSERT INTO "outbox" VALUES(90,'0013E-A:4:screen',167,'screen',167,1068,'{}',1787882402,1787882402,'sent',0,0,219,NULL,0);
INSERT INTO "outbox" VALUES(91,'card:0013E-A:1',-1005000000001,'card',167,1068,'{}',1787882402,1787882402,'sent',0,0,20,NULL,1);
INSERT INTO "outbox" VALUES(92,'card:0013E-A:2',-1005000000001,'card',167,1068,'{}',1787882402,1787882402,'sent',0,0,20,NULL,1);
INSERT INTO "outbox" VALUES(93,'card:0013E-A:3',-1005000000001,'card',167,1068,'{}',1787882402,1787882402,'sent',0,0,20,NULL,1);
INSERT INTO "outbox" VALUES(94,'0013E-A:5:screen',167,'screen',167,1068,'{}',1787882402,1787882402,'sent',0,0,220,NULL,0);
INSERT INTO "outbox" VALUES(95,'card:0013E-A:5',-1005000000001,'card',167,1068,'{}',1787882402,1787882402,'sent',0,0,20,NULL,1);
INSERT INTO "outbox" VALUES(96,'remark:0013E-A:5',-1005000000001,'remark',167,1068,'{}',1787882402,1787882402,'sent',0,0,21,NULL,0);
INSERT INTO "outbox" VALUES(97,'0013F-G:4:1',168,'tell',168,1069,'{}',1787882402,1787882402,'sent',0,0,223,NULL,0);
INSERT INTO "outbox" VALUES(98,'0013F-G:4:screen',168,'screen',168,1069,'{}',1787882402,1787882402,'sent',0,0,224,NULL,0);
INSERT INTO "outbox" VALUES(99,'card:0013F-G:1',-1005000000001,'card',168,1069,'{}',1787882402,1787882402,'sent',0,0,23,NULL,1);
INSERT INTO "outbox" VALUES(100,'card:0013F-G:2',-1005000000001,'card',168,1069,'{}',1787882402,1787882402,'sent',0,0,23,NULL,1);
INSERT INTO "outbox" VALUES(101,'card:0013F-G:3',-1005000000001,'card',168,1069,'{}',1787882402,1787882402,'sent',0,0,23,NULL,1);
INSERT INTO "outbox" VALUES(102,'0013F-G:5:screen',168,'screen',168,1069,'{}',1787882402,1787882402,'sent',0,0,225,NULL,0);
INSERT INTO "outbox" VALUES(103,'0013G-P:4:1',169,'tell',169,1070,'{}',1787882402,1787882402,'sent',0,0,228,NULL,0);
INSERT INTO "outbox" VALUES(104,'0013G-P:4:screen',169,'screen',169,1070,'{}',1787882402,1787882402,'sent',0,0,229,NULL,0);
INSERT INTO "outbox" VALUES(105,'card:0013G-P:1',-1005000000001,'card',169,1070,'{}',1787882402,1787882402,'sent',0,0,25,NULL,1);
INSERT INTO "outbox" VALUES(106,'card:0013G-P:2',-1005000000001,'card',169,1070,'{}',1787882402,1787882402,'sent',0,0,25,NULL,1);
INSERT INTO "outbox" VALUES(107,'card:0013G-P:3',-1005000000001,'card',169,1070,'{}',1787882402,1787882402,'sent',0,0,25,NULL,1);
INSERT INTO "outbox" VALUES(108,'0013H-W:4:1',170,'tell',170,1071,'{}',1787882402,1787882402,'sent',0,0,232,NULL,0);
INSERT INTO "outbox" VALUES(109,'0013H-W:4:screen',170,'screen',170,1071,'{}',1787882402,1787882402,'sent',0,0,233,NULL,0);
INSERT INTO "outbox" VALUES(110,'card:0013H-W:1',-1005000000002,'card',170,1071,'{}',1787882402,1787882402,'sent',0,0,1,NULL,1);
INSERT INTO "outbox" VALUES(111,'relay:170:234',-1005000000002,'relay',170,1071,'{}',1787882402,1787882402,'sent',0,0,2,NULL,0);
INSERT INTO "outbox" VALUES(112,'card:0013H-W:2',-1005000000002,'card',170,1071,'{}',1787882402,1787882402,'sent',0,0,1,NULL,1);
INSERT INTO "outbox" VALUES(113,'react:170:234',170,'react',170,1071,'{}',1787882402,1787882402,'sent',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(114,'0013J-3:4:1',171,'tell',171,1072,'{}',1787882402,1787882402,'sent',0,0,237,NULL,0);
INSERT INTO "outbox" VALUES(115,'0013J-3:4:screen',171,'screen',171,1072,'{}',1787882402,1787882402,'sent',0,0,238,NULL,0);
INSERT INTO "outbox" VALUES(116,'card:0013J-3:1',-1005000000001,'card',171,1072,'{}',1787882402,1787882402,'sent',0,0,27,NULL,1);
INSERT INTO "outbox" VALUES(117,'card:0013J-3:2',-1005000000001,'card',171,1072,'{}',1787882402,1787882402,'sent',0,0,27,NULL,1);
INSERT INTO "outbox" VALUES(118,'card:0013J-3:3',-1005000000003,'card',171,1072,'{}',1787882402,1787882402,'sent',0,0,4,NULL,1);
INSERT INTO "outbox" VALUES(119,'left:0013J-3:3',-1005000000001,'wipe',171,NULL,'{}',1787882402,1787882402,'sent',0,0,27,NULL,1);
INSERT INTO "outbox" VALUES(120,'0013J-3:6:screen',171,'screen',171,1072,'{}',1787882402,1787882402,'sent',0,0,239,NULL,0);
INSERT INTO "outbox" VALUES(121,'0013K-9:4:1',172,'tell',172,1073,'{}',1787882402,1787882402,'sent',0,0,242,NULL,0);
INSERT INTO "outbox" VALUES(122,'0013K-9:4:screen',172,'screen',172,1073,'{}',1787882402,1787882402,'sent',0,0,243,NULL,0);
INSERT INTO "outbox" VALUES(123,'card:0013K-9:1',-1005000000001,'card',172,1073,'{}',1787882402,1787882402,'sent',0,0,29,NULL,1);
INSERT INTO "outbox" VALUES(124,'relay:-1005000000001:30',172,'relay',172,1073,'{}',1787882402,1787882402,'sent',0,0,244,NULL,0);
INSERT INTO "outbox" VALUES(125,'card:0013K-9:2',-1005000000001,'card',172,1073,'{}',1787882402,1787882402,'sent',0,0,29,NULL,1);
INSERT INTO "outbox" VALUES(126,'react:-1005000000001:30',-1005000000001,'react',172,1073,'{}',1787882402,1787882402,'sent',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(127,'card:0013K-9:3',-1005000000001,'card',172,1073,'{}',1787882402,1787882402,'sent',0,0,29,NULL,1);
INSERT INTO "outbox" VALUES(128,'card:0013K-9:4',-1005000000001,'card',172,1073,'{}',1787882402,1787882402,'sent',0,0,29,NULL,1);
INSERT INTO "outbox" VALUES(129,'0013K-9:6:screen',172,'screen',172,1073,'{}',1787882402,1787882402,'sent',0,0,245,NULL,0);
INSERT INTO "outbox" VALUES(130,'0013M-F:4:1',173,'tell',173,1074,'{}',1787882402,1787882402,'sent',0,0,248,NULL,0);
INSERT INTO "outbox" VALUES(131,'0013M-F:4:screen',173,'screen',173,1074,'{}',1787882402,1787882402,'sent',0,0,249,NULL,0);
INSERT INTO "outbox" VALUES(132,'card:0013M-F:1',-1005000000001,'card',173,1074,'{}',1787882402,1787882402,'sent',0,0,32,NULL,1);
INSERT INTO "outbox" VALUES(133,'relay:-1005000000001:33',173,'relay',173,1074,'{}',1787882402,1787882402,'sent',0,0,250,NULL,0);
INSERT INTO "outbox" VALUES(134,'card:0013M-F:2',-1005000000001,'card',173,1074,'{}',1787882402,1787882402,'sent',0,0,32,NULL,1);
INSERT INTO "outbox" VALUES(135,'react:-1005000000001:33',-1005000000001,'react',173,1074,'{}',1787882402,1787882402,'sent',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(136,'card:0013M-F:3',-1005000000001,'card',173,1074,'{}',1787882402,1787882402,'sent',0,0,32,NULL,1);
INSERT INTO "outbox" VALUES(137,'card:0013M-F:4',-1005000000001,'card',173,1074,'{}',1787882402,1787882402,'sent',0,0,32,NULL,1);
INSERT INTO "outbox" VALUES(138,'0013M-F:6:screen',173,'screen',173,1074,'{}',1787882402,1787882402,'sent',0,0,251,NULL,0);
INSERT INTO "outbox" VALUES(139,'0013N-N:4:1',174,'tell',174,1075,'{}',1787882402,1787882402,'sent',0,0,256,NULL,0);
INSERT INTO "outbox" VALUES(140,'0013N-N:4:screen',174,'screen',174,1075,'{}',1787882402,1787882402,'sent',0,0,257,NULL,0);
INSERT INTO "outbox" VALUES(141,'card:0013N-N:1',-1005000000001,'card',174,1075,'{}',1787882402,1787882402,'sent',0,0,35,NULL,1);
INSERT INTO "outbox" VALUES(142,'relay:-1005000000001:36',174,'relay',174,1075,'{}',1787882402,1787882402,'sent',0,0,258,NULL,0);
INSERT INTO "outbox" VALUES(143,'card:0013N-N:2',-1005000000001,'card',174,1075,'{}',1787882402,1787882402,'sent',0,0,35,NULL,1);
INSERT INTO "outbox" VALUES(144,'react:-1005000000001:36',-1005000000001,'react',174,1075,'{}',1787882402,1787882402,'sent',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(145,'card:0013N-N:3',-1005000000001,'card',174,1075,'{}',1787882402,1787882402,'sent',0,0,35,NULL,1);
INSERT INTO "outbox" VALUES(146,'card:0013N-N:4',-1005000000001,'card',174,1075,'{}',1787882402,1787882402,'sent',0,0,35,NULL,1);
INSERT INTO "outbox" VALUES(147,'0013N-N:6:screen',174,'screen',174,1075,'{}',1787882402,1787882402,'sent',0,0,259,NULL,0);
INSERT INTO "outbox" VALUES(148,'0013Q-2:4:1',175,'tell',175,1077,'{}',1787882402,1787882402,'sent',0,0,264,NULL,0);
INSERT INTO "outbox" VALUES(149,'0013Q-2:4:screen',175,'screen',175,1077,'{}',1787882402,1787882402,'sent',0,0,265,NULL,0);
INSERT INTO "outbox" VALUES(150,'card:0013Q-2:1',-1005000000003,'card',175,1077,'{}',1787882402,1787882402,'sent',0,0,6,NULL,1);
INSERT INTO "outbox" VALUES(151,'card:0013Q-2:2',-1005000000003,'card',175,1077,'{}',1787882402,1787882402,'sent',0,0,6,NULL,1);
INSERT INTO "outbox" VALUES(152,'list:1787623200458',-1005000000001,'note',NULL,NULL,'{}',1787882402,1787882402,'sent',0,0,38,NULL,0);
INSERT INTO "outbox" VALUES(153,'list:1787623200459',-1005000000002,'note',NULL,NULL,'{}',1787882402,1787882402,'sent',0,0,4,NULL,0);
INSERT INTO "outbox" VALUES(154,'0013S-E:4:1',177,'tell',177,1079,'{}',1787882402,1787882402,'sent',0,0,272,NULL,0);
INSERT INTO "outbox" VALUES(155,'0013S-E:4:screen',177,'screen',177,1079,'{}',1787882402,1787882402,'sent',0,0,273,NULL,0);
INSERT INTO "outbox" VALUES(156,'card:0013S-E:1',-1005000000001,'card',177,1079,'{}',1787882402,1787882402,'sent',0,0,40,NULL,1);
INSERT INTO "outbox" VALUES(157,'relay:-1005000000001:41',177,'relay',177,1079,'{}',1787882402,1787882402,'failed',0,1,NULL,'Forbidden',0);
INSERT INTO "outbox" VALUES(158,'card:0013S-E:2',-1005000000001,'card',177,1079,'{}',1787882402,1787882402,'sent',0,0,40,NULL,1);
INSERT INTO "outbox" VALUES(159,'bounced:-1005000000001:41',-1005000000001,'note',177,1079,'{}',1787882402,1787882402,'sent',0,0,42,NULL,0);
INSERT INTO "outbox" VALUES(160,'0013T-M:4:1',178,'tell',178,1080,'{}',1787882402,1787882402,'sent',0,0,276,NULL,0);
INSERT INTO "outbox" VALUES(161,'0013T-M:4:screen',178,'screen',178,1080,'{}',1787882402,1787882402,'sent',0,0,277,NULL,0);
INSERT INTO "outbox" VALUES(162,'card:0013T-M:1',-1005000000001,'card',178,1080,'{}',1787882402,1787882402,'sent',0,0,44,NULL,1);
INSERT INTO "outbox" VALUES(163,'relay:178:278',-1005000000001,'relay',178,1080,'{}',1787882402,1787882402,'sent',0,0,45,NULL,0);
INSERT INTO "outbox" VALUES(164,'card:0013T-M:2',-1005000000001,'card',178,1080,'{}',1787882402,1787882402,'sent',0,0,44,NULL,1);
INSERT INTO "outbox" VALUES(165,'react:178:278',178,'react',178,1080,'{}',1787882402,1787882402,'sent',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(166,'0013V-T:4:1',179,'tell',179,1081,'{}',1787882402,1787882402,'sent',0,0,281,NULL,0);
INSERT INTO "outbox" VALUES(167,'0013V-T:4:screen',179,'screen',179,1081,'{}',1787882402,1787882402,'sent',0,0,282,NULL,0);
INSERT INTO "outbox" VALUES(168,'card:0013V-T:1',-1005000000001,'card',179,1081,'{}',1787882402,1787882402,'sent',0,0,47,NULL,1);
INSERT INTO "outbox" VALUES(169,'relay:-1005000000001:48',179,'relay',179,1081,'{}',1787882402,1787882402,'sent',0,0,283,NULL,0);
INSERT INTO "outbox" VALUES(170,'card:0013V-T:2',-1005000000001,'card',179,1081,'{}',1787882402,1787882402,'sent',0,0,47,NULL,1);
INSERT INTO "outbox" VALUES(171,'react:-1005000000001:48',-1005000000001,'react',179,1081,'{}',1787882402,1787882402,'sent',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(178,'0013X-7:4:1',181,'tell',181,1083,'{}',1787882402,1787882402,'sent',0,0,293,NULL,0);
INSERT INTO "outbox" VALUES(179,'0013X-7:4:screen',181,'screen',181,1083,'{}',1787882402,1787882402,'sent',0,0,294,NULL,0);
INSERT INTO "outbox" VALUES(180,'card:0013X-7:1',-1005000000001,'card',181,1083,'{}',1787882402,1787882402,'sent',0,0,53,NULL,1);
INSERT INTO "outbox" VALUES(181,'00140-R:4:1',183,'tell',183,1085,'{}',1787882402,1787882402,'sent',0,0,299,NULL,0);
INSERT INTO "outbox" VALUES(182,'00140-R:4:screen',183,'screen',183,1085,'{}',1787882402,1787882402,'sent',0,0,300,NULL,0);
INSERT INTO "outbox" VALUES(183,'card:00140-R:1',-1005000000001,'card',183,1085,'{}',1787882402,1787882402,'sent',0,0,55,NULL,1);
INSERT INTO "outbox" VALUES(184,'told:1787623200493',183,'note',183,NULL,'{}',1787882402,1787882426,'uncertain',1,3,NULL,'NetworkError',0);
INSERT INTO "outbox" VALUES(185,'told:1787623200494',182,'note',182,NULL,'{"text": "Perintah itu untuk pemilik bot dan ketua meja bantuan.", "rows": [], "thread": null, "reply_to": null}',1787882462,1787882464,'waiting',1,1,NULL,'NetworkError',0);
INSERT INTO "outbox" VALUES(186,'told:1787623200495',14,'note',14,NULL,'{"text": "Perintah itu untuk pemilik bot dan ketua meja bantuan.", "rows": [], "thread": null, "reply_to": null}',1787882462,1787882462,'under_way',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(187,'relay:183:308',-1005000000001,'relay',183,1085,'{}',1787882462,1787882462,'sent',0,0,56,NULL,0);
INSERT INTO "outbox" VALUES(188,'card:00140-R:2',-1005000000001,'card',183,1085,'{"seq": 2}',1787882462,1787882462,'waiting',0,0,NULL,NULL,1);
INSERT INTO "outbox" VALUES(189,'react:183:308',183,'react',183,1085,'{"message": 308}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(190,'edit:178:278:1787623200497',-1005000000001,'edit',178,1080,'{"from": 178, "message": 278, "parts": [{"what": "text", "text": "<b>Operator</b>\nsudah betul", "from": 178, "message": 278, "way": "in", "part": 0}], "below": [{"what": "text", "text": "<b>Operator</b>\nsudah betul", "from": 178, "message": 278, "way": "in", "part": 0}, {"what": "text", "text": "<b>Operator</b>\nsudah betul", "from": 178, "message": 278, "way": "in", "part": 1}], "anew": [{"what": "text", "text": "<b>Operator</b>\nsudah betul", "from": 178, "message": 278, "way": "in", "part": 0}, {"what": "text", "text": "<b>Operator</b>\nsudah betul", "from": 178, "message": 278, "way": "in", "part": 1}], "kind": "text", "file": null}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(191,'unsend:-1005000000001:48',179,'unsend',179,1081,'{"from": -1005000000001, "message": 48}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(192,'remark:0013V-T:withdrawn:-1005000000001:57',-1005000000001,'remark',179,1081,'{"text": "Pesan ditarik.", "reply_to": 57}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(193,'wipe:-1005000000001:50',-1005000000001,'wipe',NULL,NULL,'{"message": 50, "bare": false}',1787882462,1787882462,'waiting',0,0,NULL,NULL,2);
INSERT INTO "outbox" VALUES(194,'wipe:-1005000000001:51',-1005000000001,'wipe',NULL,NULL,'{"message": 51, "bare": false}',1787882462,1787882462,'waiting',0,0,NULL,NULL,2);
INSERT INTO "outbox" VALUES(195,'erased:1787623200499',180,'farewell',180,NULL,'{"text": "Semua data Anda sudah dihapus. Untuk mulai lagi, ketuk /start.", "rows": []}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(196,'0013X-7:5:0',181,'tell',181,1083,'{"text": "<b>Kasus 0013X-7</b> · tombol Sinkronisasi Dapodik\nJenjang: SD\n\n<b>Langkah yang dicoba</b>: belum ada\n\n<b>Saran berikutnya</b>: gejala belum diketahui; mohon tanyakan yang tampak di menu Sinkronisasi.", "rows": []}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(197,'0013X-7:5:screen',181,'screen',181,1083,'{"text": "Kasus Anda, Bapak/Ibu, bernomor <b>0013X-7</b>. Ringkasannya kami kirim terpisah: jawaban, langkah yang sudah dicoba, dan saran berikutnya.\n\nRingkasan itu sudah diteruskan ke petugas Kabupaten Contoh. Sejak Jumat, 28 Agustus 2026 pukul 09.00 WIB kasus ini menunggu diambil petugas.\n\nJam kerja petugas: 08.00–15.30 WIB.\n\nYang Anda tulis di sini diteruskan ke petugas, begitu juga gambar dan berkas. Tanda jempol pada pesan Anda berarti pesan itu sudah sampai di sana.\n\nJika ada yang berubah, kembali ke sini dan periksa ulang.", "rows": [[["Tombol sudah muncul", "1:0013X7:5:button_now:appeared"]], [["Kirim lagi ringkasannya", "1:0013X7:5:nav:letter"]], [["Bicara dengan bot lagi", "1:0013X7:5:nav:desk_end"]], [["Ganti daerah", "1:0013X7:5:nav:district"]], [["Mulai kasus baru", "1:0013X7:5:nav:restart"], ["Kembali", "1:0013X7:5:nav:back"]]], "seq": 5}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(198,'0013Y-D:2:0',182,'export',182,1084,'{}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(199,'0013Y-D:2:screen',182,'screen',182,1084,'{"text": "Halo, Bapak/Ibu operator. Saya membantu sekolah yang tombol Sinkronisasi di aplikasi Dapodik-nya tidak tampak: memeriksa syaratnya satu per satu, memandu perbaikan, dan meneruskan ke petugas bila perlu.\n\nJangan kirim Kode Registrasi, kata sandi, atau NIK di sini.\n\nApa yang terjadi di menu <b>Sinkronisasi</b> sekolah Anda?", "rows": [[["Tombol tidak ada, hanya Tarik Data", "1:0013YD:2:symptom:button_missing"]], [["Tombol ada, sinkronisasi gagal", "1:0013YD:2:symptom:sync_fails"]], [["Cara menambah peran pengguna", "1:0013YD:2:nav:add_role"]], [["Minta bantuan petugas", "1:0013YD:2:nav:human"]], [["Tidak tahu", "1:0013YD:2:nav:unknown"], ["Bantuan", "1:0013YD:2:nav:help"]]], "seq": 2}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(200,'poster:1787623200502',99,'poster',99,NULL,'{"link": "https://t.me/sinkron_bot?start=d_contoh", "name": "Kabupaten Contoh", "hint": "Tombol Sinkronisasi Dapodik tidak tampak? Pindai kode ini, lalu ketuk Mulai.", "caption": "Untuk operator di <b>Kabupaten Contoh</b>. Cetak, atau bagikan tautannya: https://t.me/sinkron_bot?start=d_contoh", "thread": null}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(201,'export:1787623200503',99,'desk_export',99,NULL,'{"desk": "contoh", "caption": "Semua yang tersimpan tentang meja Kabupaten Contoh."}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(202,'00141-Y:4:1',12,'tell',12,1086,'{"text": "<b>Kasus 00141-Y</b> · tombol Sinkronisasi Dapodik\nJenjang: SD\n\n<b>Langkah yang dicoba</b>: belum ada\n\n<b>Saran berikutnya</b>: gejala belum diketahui; mohon tanyakan yang tampak di menu Sinkronisasi.", "rows": []}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(203,'00141-Y:4:screen',12,'screen',12,1086,'{"text": "Kasus Anda, Bapak/Ibu, bernomor <b>00141-Y</b>. Ringkasannya kami kirim terpisah: jawaban, langkah yang sudah dicoba, dan saran berikutnya.\n\nRingkasan itu sudah diteruskan ke petugas Kota Misal. Sejak Jumat, 28 Agustus 2026 pukul 09.01 WIB kasus ini menunggu diambil petugas.\n\nJam kerja petugas: 08.00–15.30 WIB.\n\nYang Anda tulis di sini diteruskan ke petugas, begitu juga gambar dan berkas. Tanda jempol pada pesan Anda berarti pesan itu sudah sampai di sana.\n\nJika ada yang berubah, kembali ke sini dan periksa ulang.", "rows": [[["Tombol sudah muncul", "1:00141Y:4:button_now:appeared"]], [["Kirim lagi ringkasannya", "1:00141Y:4:nav:letter"]], [["Bicara dengan bot lagi", "1:00141Y:4:nav:desk_end"]], [["Ganti daerah", "1:00141Y:4:nav:district"]], [["Mulai kasus baru", "1:00141Y:4:nav:restart"], ["Kembali", "1:00141Y:4:nav:back"]]], "seq": 4}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(204,'card:00141-Y:1',-1005000000002,'card',12,1086,'{"seq": 1}',1787882462,1787882462,'waiting',0,0,NULL,NULL,1);
INSERT INTO "outbox" VALUES(205,'album:12:13000000000000002:12:314',-1005000000002,'relay',12,1086,'{"what": "album", "album": "album:12:13000000000000002", "head": "<b>Operator</b>", "items": [{"kind": "photo", "file": "photo-5", "words": "dua", "message": 314}, {"kind": "photo", "file": "photo-6", "words": "", "message": 315}], "from": 12, "message": 314, "way": "in", "part": 0}',1787882462,1787882463,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(206,'card:00141-Y:2',-1005000000002,'card',12,1086,'{"seq": 2}',1787882462,1787882462,'waiting',0,0,NULL,NULL,1);
INSERT INTO "outbox" VALUES(207,'card:00141-Y:3',-1005000000002,'card',12,1086,'{"seq": 3}',1787882462,1787882462,'waiting',0,0,NULL,NULL,1);
INSERT INTO "outbox" VALUES(208,'remark:0013V-T:unknown:-1005000000001:58',-1005000000001,'remark',179,1081,'{"text": "Belum diteruskan: perintah itu tidak dikenal. Daftarnya: /bantuan", "reply_to": 58}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
INSERT INTO "outbox" VALUES(209,'flood:1',182,'note',182,NULL,'{"text": "Terlalu banyak pesan sekaligus. Pesan selama lima menit ke depan tidak terbaca; kasus Anda tetap tersimpan.", "rows": []}',1787882462,1787882462,'waiting',0,0,NULL,NULL,0);
CREATE TABLE people (
            person INTEGER PRIMARY KEY,
            case_id INTEGER REFERENCES cases (case_id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
            screen_message INTEGER,
            screen_case INTEGER,
            screen_seq INTEGER,
            fresh INTEGER NOT NULL DEFAULT 0,
            blocked INTEGER NOT NULL DEFAULT 0
        , district TEXT) STRICT;
INSERT INTO "people" VALUES(12,1086,313,1086,3,0,0,'misal');
INSERT INTO "people" VALUES(99,1053,140,1053,1,0,0,NULL);
INSERT INTO "people" VALUES(100,1000,2,1000,1,0,0,NULL);
INSERT INTO "people" VALUES(101,1001,4,1001,2,0,0,NULL);
INSERT INTO "people" VALUES(102,1002,6,1002,2,0,0,NULL);
INSERT INTO "people" VALUES(103,1003,10,1003,2,0,0,NULL);
INSERT INTO "people" VALUES(104,1004,16,1004,3,0,0,NULL);
INSERT INTO "people" VALUES(105,1005,18,1005,3,0,0,NULL);
INSERT INTO "people" VALUES(106,1006,20,1006,2,0,0,NULL);
INSERT INTO "people" VALUES(107,1007,22,1007,3,0,0,NULL);
INSERT INTO "people" VALUES(108,1008,24,1008,4,0,0,NULL);
INSERT INTO "people" VALUES(109,1009,26,1009,6,0,0,NULL);
INSERT INTO "people" VALUES(110,1010,28,1010,9,0,0,NULL);
INSERT INTO "people" VALUES(111,1011,30,1011,3,0,0,NULL);
INSERT INTO "people" VALUES(112,1012,32,1012,4,0,0,NULL);
INSERT INTO "people" VALUES(113,1013,34,1013,5,0,0,NULL);
INSERT INTO "people" VALUES(114,1014,36,1014,5,0,0,NULL);
INSERT INTO "people" VALUES(115,1015,38,1015,6,0,0,NULL);
INSERT INTO "people" VALUES(116,1016,40,1016,7,0,0,NULL);
INSERT INTO "people" VALUES(117,1017,42,1017,7,0,0,NULL);
INSERT INTO "people" VALUES(118,1018,44,1018,8,0,0,NULL);
INSERT INTO "people" VALUES(119,1019,46,1019,4,0,0,NULL);
INSERT INTO "people" VALUES(120,1020,48,1020,10,0,0,NULL);
INSERT INTO "people" VALUES(121,1021,50,1021,4,0,0,NULL);
INSERT INTO "people" VALUES(122,1022,52,1022,5,0,0,NULL);
INSERT INTO "people" VALUES(123,1023,56,1023,9,0,0,NULL);
INSERT INTO "people" VALUES(124,1024,60,1024,8,0,0,NULL);
INSERT INTO "people" VALUES(125,1025,64,1025,6,0,0,NULL);
INSERT INTO "people" VALUES(126,1026,66,1026,12,0,0,NULL);
INSERT INTO "people" VALUES(127,1027,70,1027,8,0,0,NULL);
INSERT INTO "people" VALUES(128,1028,74,1028,14,0,0,NULL);
INSERT INTO "people" VALUES(129,1029,78,1029,8,0,0,NULL);
INSERT INTO "people" VALUES(130,1030,82,1030,10,0,0,NULL);
INSERT INTO "people" VALUES(131,1031,84,1031,3,0,0,NULL);
INSERT INTO "people" VALUES(132,1032,86,1032,3,0,0,NULL);
INSERT INTO "people" VALUES(133,1033,88,1033,4,0,0,NULL);
INSERT INTO "people" VALUES(134,1034,90,1034,4,0,0,NULL);
INSERT INTO "people" VALUES(135,1035,92,1035,5,0,0,NULL);
INSERT INTO "people" VALUES(136,1036,94,1036,5,0,0,NULL);
INSERT INTO "people" VALUES(137,1037,96,1037,6,0,0,NULL);
INSERT INTO "people" VALUES(138,1038,98,1038,6,0,0,NULL);
INSERT INTO "people" VALUES(139,1039,100,1039,7,0,0,NULL);
INSERT INTO "people" VALUES(140,1040,102,1040,7,0,0,NULL);
INSERT INTO "people" VALUES(141,1041,104,1041,8,0,0,NULL);
INSERT INTO "people" VALUES(142,1042,106,1042,13,0,0,NULL);
INSERT INTO "people" VALUES(143,1043,110,1043,9,0,0,NULL);
INSERT INTO "people" VALUES(144,1044,114,1044,14,0,0,NULL);
INSERT INTO "people" VALUES(145,1045,118,1045,7,0,0,NULL);
INSERT INTO "people" VALUES(146,1046,122,1046,7,0,0,NULL);
INSERT INTO "people" VALUES(147,1047,126,1047,8,0,0,NULL);
INSERT INTO "people" VALUES(148,1048,128,1048,2,0,0,NULL);
INSERT INTO "people" VALUES(149,1049,130,1049,3,0,0,NULL);
INSERT INTO "people" VALUES(150,1050,134,1050,4,0,0,NULL);
INSERT INTO "people" VALUES(151,1051,136,1051,5,0,0,NULL);
INSERT INTO "people" VALUES(152,1052,138,1052,4,0,0,NULL);
INSERT INTO "people" VALUES(153,1054,166,1054,5,0,0,'contoh');
INSERT INTO "people" VALUES(154,1055,167,1055,6,0,0,'contoh');
INSERT INTO "people" VALUES(155,1056,155,1056,5,0,0,'pindah');
INSERT INTO "people" VALUES(156,1057,168,1057,6,0,0,'lepas');
INSERT INTO "people" VALUES(157,1058,172,1058,3,0,0,NULL);
INSERT INTO "people" VALUES(158,1059,176,1059,3,0,0,NULL);
INSERT INTO "people" VALUES(159,1060,180,1060,3,0,0,NULL);
INSERT INTO "people" VALUES(160,1061,184,1061,3,0,0,NULL);
INSERT INTO "people" VALUES(161,1062,188,1062,3,0,0,NULL);
INSERT INTO "people" VALUES(162,1063,192,1063,3,0,0,NULL);
INSERT INTO "people" VALUES(163,1064,196,1064,9,0,0,NULL);
INSERT INTO "people" VALUES(164,1065,200,1065,4,0,0,'contoh');
INSERT INTO "people" VALUES(165,1066,204,1066,7,0,0,'contoh');
INSERT INTO "people" VALUES(166,1067,215,1067,5,0,0,'contoh');
INSERT INTO "people" VALUES(167,1068,220,1068,6,0,0,'contoh');
INSERT INTO "people" VALUES(168,1069,225,1069,5,0,0,'contoh');
INSERT INTO "people" VALUES(169,1070,229,1070,6,0,0,'contoh');
INSERT INTO "people" VALUES(170,1071,233,1071,4,0,0,'misal');
INSERT INTO "people" VALUES(171,1072,239,1072,6,0,0,'contoh');
INSERT INTO "people" VALUES(172,1073,245,1073,6,0,0,'contoh');
INSERT INTO "people" VALUES(173,1074,253,1074,7,0,0,'contoh');
INSERT INTO "people" VALUES(174,1076,261,1076,1,0,0,'contoh');
INSERT INTO "people" VALUES(175,1077,265,1077,4,0,0,'prov');
INSERT INTO "people" VALUES(176,1078,269,1078,2,0,0,NULL);
INSERT INTO "people" VALUES(177,1079,273,1079,4,0,1,'contoh');
INSERT INTO "people" VALUES(178,1080,277,1080,4,0,0,'contoh');
INSERT INTO "people" VALUES(179,1081,282,1081,5,0,0,'contoh');
INSERT INTO "people" VALUES(181,1083,294,1083,4,0,0,'contoh');
INSERT INTO "people" VALUES(182,1084,296,1084,1,1,0,NULL);
INSERT INTO "people" VALUES(183,1085,300,1085,4,0,0,'contoh');
CREATE TABLE relays (
            id INTEGER PRIMARY KEY,
            case_id INTEGER NOT NULL REFERENCES cases (case_id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            from_chat INTEGER,
            from_message INTEGER,
            to_chat INTEGER NOT NULL,
            to_message INTEGER,
            who INTEGER,
            at INTEGER NOT NULL,
            part INTEGER NOT NULL DEFAULT 0,
            caption TEXT NOT NULL DEFAULT 'own',
            UNIQUE (from_chat, from_message, part)
        ) STRICT;
INSERT INTO "relays" VALUES(1,1056,'out',NULL,NULL,155,157,31,1787623200,0,'own');
INSERT INTO "relays" VALUES(2,1057,'remark',NULL,NULL,-1005000000012,1,NULL,0,0,'own');
INSERT INTO "relays" VALUES(3,1066,'out',-1005000000001,9,165,205,21,1787882400,0,'own');
INSERT INTO "relays" VALUES(4,1066,'remark',NULL,NULL,-1005000000001,11,NULL,1787882400,0,'own');
INSERT INTO "relays" VALUES(5,1066,'in',165,206,-1005000000001,12,NULL,1787882400,0,'own');
INSERT INTO "relays" VALUES(6,1066,'in',165,207,-1005000000001,13,NULL,1787882400,0,'own');
INSERT INTO "relays" VALUES(7,1066,'in',165,208,-1005000000001,14,NULL,1787882400,0,'own');
INSERT INTO "relays" VALUES(8,1066,'in',165,209,-1005000000001,15,NULL,1787882400,0,'none');
INSERT INTO "relays" VALUES(9,1066,'out',-1005000000001,16,165,210,21,1787882402,0,'own');
INSERT INTO "relays" VALUES(10,1068,'remark',NULL,NULL,-1005000000001,21,NULL,1787882402,0,'own');
INSERT INTO "relays" VALUES(11,1071,'in',170,234,-1005000000002,2,NULL,1787882402,0,'own');
INSERT INTO "relays" VALUES(12,1072,'remark',NULL,NULL,-1005000000001,27,NULL,0,0,'own');
INSERT INTO "relays" VALUES(13,1073,'out',-1005000000001,30,172,244,21,1787882402,0,'own');
INSERT INTO "relays" VALUES(14,1074,'out',-1005000000001,33,173,250,21,1787882402,0,'own');
INSERT INTO "relays" VALUES(15,1075,'out',-1005000000001,36,174,258,21,1787882402,0,'own');
INSERT INTO "relays" VALUES(16,1079,'out',-1005000000001,41,177,NULL,21,1787882402,0,'own');
INSERT INTO "relays" VALUES(17,1080,'in',178,278,-1005000000001,45,NULL,1787882402,0,'own');
INSERT INTO "relays" VALUES(18,1081,'out',-1005000000001,48,179,283,21,1787882402,0,'own');
INSERT INTO "relays" VALUES(20,1085,'in',183,308,-1005000000001,56,NULL,1787882462,0,'own');
INSERT INTO "relays" VALUES(21,1086,'in',12,314,-1005000000002,NULL,NULL,1787882462,0,'own');
INSERT INTO "relays" VALUES(22,1086,'in',12,315,-1005000000002,NULL,NULL,1787882462,0,'own');
CREATE TABLE staff (
            chat INTEGER NOT NULL,
            person INTEGER NOT NULL,
            name TEXT NOT NULL,
            is_in INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            PRIMARY KEY (chat, person)
        ) STRICT;
INSERT INTO "staff" VALUES(-1005000000001,21,'Bu Rini',1,1787882400);
INSERT INTO "staff" VALUES(-1005000000011,31,'Pak Agus',1,1787623200);
INSERT INTO "staff" VALUES(-1005000000001,22,'Pak Joko',1,1787882402);
INSERT INTO "staff" VALUES(-1005000000003,24,'Pak Made',1,1787882402);
INSERT INTO "staff" VALUES(-1005000000002,23,'Bu Tati',1,1787882402);
CREATE TABLE unread (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL,
            context TEXT NOT NULL,
            text TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
INSERT INTO "unread" VALUES(1,176,'opening','zzz qqq',1787882402);
CREATE INDEX cases_by_person ON cases (person, touched_at);
CREATE INDEX cases_by_touch ON cases (touched_at);
CREATE INDEX cases_to_remind ON cases (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX inbox_waiting ON inbox (place) WHERE state = 'waiting';
CREATE INDEX inbox_by_person ON inbox (person) WHERE person IS NOT NULL;
CREATE INDEX outbox_open ON outbox (chat, id) WHERE state IN ('waiting', 'under_way');
CREATE INDEX outbox_by_person ON outbox (person) WHERE person IS NOT NULL;
CREATE INDEX desk_cases_by_desk ON desk_cases (desk, state, waiting_at);
CREATE INDEX desk_cases_to_nudge ON desk_cases (nudge_at) WHERE nudge_at IS NOT NULL;
CREATE INDEX cards_by_message ON cards (chat, message);
CREATE INDEX cards_by_thread ON cards (chat, thread);
CREATE INDEX relays_by_copy ON relays (to_chat, to_message);
CREATE INDEX relays_by_case ON relays (case_id);
CREATE INDEX held_by_person ON held (person);
CREATE INDEX desk_log_by_case ON desk_log (case_id);
CREATE INDEX desk_log_by_desk ON desk_log (desk, id);
CREATE INDEX outbox_by_case ON outbox (case_id) WHERE case_id IS NOT NULL;
COMMIT;
