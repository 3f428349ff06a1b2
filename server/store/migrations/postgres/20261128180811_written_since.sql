-- +goose Up
-- modify "deadlines" table
ALTER TABLE "deadlines" ADD COLUMN "written_since" timestamptz NULL;
-- modify "reports" table
ALTER TABLE "reports" ADD COLUMN "written_at" timestamptz NULL;

-- +goose Down
-- reverse: modify "reports" table
ALTER TABLE "reports" DROP COLUMN "written_at";
-- reverse: modify "deadlines" table
ALTER TABLE "deadlines" DROP COLUMN "written_since";
