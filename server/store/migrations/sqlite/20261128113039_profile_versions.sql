-- +goose Up
-- create "profile_versions" table
CREATE TABLE `profile_versions` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `digest` text NOT NULL, `archive` blob NOT NULL, `uploaded_at` datetime NOT NULL, `uploaded_by` text NOT NULL, `version` integer NULL, `in_force_since` datetime NULL, `imported_by` text NOT NULL DEFAULT (''));
-- set sequence for "profile_versions" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("profile_versions", 261993005056);
-- create index "profile_versions_version_key" to table: "profile_versions"
CREATE UNIQUE INDEX `profile_versions_version_key` ON `profile_versions` (`version`);

-- +goose Down
-- reverse: create index "profile_versions_version_key" to table: "profile_versions"
DROP INDEX `profile_versions_version_key`;
-- reverse: set sequence for "profile_versions" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "profile_versions";
-- reverse: create "profile_versions" table
DROP TABLE `profile_versions`;
