-- +goose Up
-- create "push_subscriptions" table
CREATE TABLE `push_subscriptions` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `sealed` blob NOT NULL, `endpoint_sha256` blob NOT NULL, `groups` json NOT NULL, `filed_at` datetime NOT NULL, `told` integer NOT NULL, `failures` integer NOT NULL DEFAULT (0), `next_at` datetime NULL, `field_device_push_subscription` integer NOT NULL, CONSTRAINT `push_subscriptions_field_devices_push_subscription` FOREIGN KEY (`field_device_push_subscription`) REFERENCES `field_devices` (`id`) ON DELETE NO ACTION);
-- set sequence for "push_subscriptions" table
INSERT INTO sqlite_sequence (name, seq) VALUES ("push_subscriptions", 266287972352);
-- create index "push_subscriptions_endpoint_sha256_key" to table: "push_subscriptions"
CREATE UNIQUE INDEX `push_subscriptions_endpoint_sha256_key` ON `push_subscriptions` (`endpoint_sha256`);
-- create index "push_subscriptions_field_device_push_subscription_key" to table: "push_subscriptions"
CREATE UNIQUE INDEX `push_subscriptions_field_device_push_subscription_key` ON `push_subscriptions` (`field_device_push_subscription`);

-- +goose Down
-- reverse: create index "push_subscriptions_field_device_push_subscription_key" to table: "push_subscriptions"
DROP INDEX `push_subscriptions_field_device_push_subscription_key`;
-- reverse: create index "push_subscriptions_endpoint_sha256_key" to table: "push_subscriptions"
DROP INDEX `push_subscriptions_endpoint_sha256_key`;
-- reverse: set sequence for "push_subscriptions" table
UPDATE sqlite_sequence SET seq = 0 WHERE name = "push_subscriptions";
-- reverse: create "push_subscriptions" table
DROP TABLE `push_subscriptions`;
