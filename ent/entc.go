//go:build ignore

package main

import (
	"log"

	"entgo.io/contrib/entgql"
	"entgo.io/ent/entc"
	"entgo.io/ent/entc/gen"
)

func main() {
	// Only Go plumbing (connections, edges, field collection): the SDL is
	// written by hand, and where-inputs would let a partner probe any field.
	gql, err := entgql.NewExtension()
	if err != nil {
		log.Fatalf("entgql: %v", err)
	}
	config := &gen.Config{
		Features: []gen.Feature{
			gen.FeaturePrivacy,
			gen.FeatureLock,
			gen.FeatureUpsert,
			gen.FeatureExecQuery,
			gen.FeatureVersionedMigration,
			gen.FeatureGlobalID,
			gen.FeatureModifier,
		},
	}
	if err := entc.Generate("./schema", config, entc.Extensions(gql)); err != nil {
		log.Fatalf("ent: %v", err)
	}
}
