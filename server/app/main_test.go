package app_test

import (
	"testing"

	"commandhub/server/servertest"
)

func TestMain(m *testing.M) { servertest.Main(m) }
