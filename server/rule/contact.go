package rule

import "slices"

// ContactArticle asks member units for 24-hour contact, and for their ways to be
// filed with the office.
const ContactArticle = "§6.7"

// contactKinds are what a unit files (§6.7): duty phone, backup means, its head.
var contactKinds = []string{"DUTY_PHONE", "BACKUP", "HEAD"}

// ContactPlace is the place of a kind of contact in the order in which they are called,
// 0 first.
func ContactPlace[K ~string](kind K) int { return slices.Index(contactKinds, string(kind)) }

// Unfiled are the kinds of contact that a unit has yet to file (§6.7).
func Unfiled[K ~string](filed []K) []K {
	var missing []K
	for _, k := range contactKinds {
		if !slices.Contains(filed, K(k)) {
			missing = append(missing, K(k))
		}
	}
	return missing
}

// contactKeepers are the kinds of organisation that §6.7 binds: headquarters and its
// member units, and not owners of stations.
var contactKeepers = []string{"HEADQUARTERS", "BUREAU", "TOWNSHIP", "MEMBER_UNIT"}

// ContactKeepers are the kinds of organisation that keep contacts.
func ContactKeepers[K ~string]() []K {
	out := make([]K, len(contactKeepers))
	for i, k := range contactKeepers {
		out[i] = K(k)
	}
	return out
}

// KeepsContact tells whether §6.7 binds a kind of organisation.
func KeepsContact(kind string) bool { return slices.Contains(contactKeepers, kind) }
