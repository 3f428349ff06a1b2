// Package rule holds the rules of plans, laws and standards as pure functions:
// no clock, no database, nothing but the standard library. Each limit is a
// named constant that cites its article.
package rule
