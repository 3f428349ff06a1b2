// Package ent is the data model: schema/ is written by hand, all else is
// generated from it by scripts/generate.
package ent

//go:generate go run -mod=mod entc.go
