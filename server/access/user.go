package access

import (
	"context"

	"commandhub/ent"
	"commandhub/ent/fielddevice"
	"commandhub/ent/user"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// UpdateUser changes a person's display name or phone, as the context's viewer,
// who needs account:write. What is nil stays.
func (a *Access) UpdateUser(ctx context.Context, id int, displayName, phone *string, idempotencyKey string) (*ent.User, error) {
	var row *ent.User
	err := a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		before, err := tx.User.Get(asHub(ctx), id)
		if err != nil {
			return timeline.Entry{}, err
		}
		row, err = tx.User.UpdateOneID(id).SetNillableDisplayName(displayName).SetNillablePhone(phone).Save(ctx)
		if ent.IsValidationError(err) {
			return timeline.Entry{}, &Invalid{"phone", "5 to 31 digits, spaces and dashes are needed, perhaps + first; or nothing; the name has at most 100 characters"}
		}
		if err != nil {
			return timeline.Entry{}, err
		}
		return timeline.Entry{
			Action: "user.updated", SubjectType: "User", SubjectID: id, IdempotencyKey: idempotencyKey,
			Before: map[string]any{"displayName": before.DisplayName, "phone": MaskPhone(before.Phone)},
			After:  map[string]any{"displayName": row.DisplayName, "phone": MaskPhone(row.Phone)},
		}, nil
	})
	if err != nil {
		return nil, err
	}
	return row.Unwrap(), nil
}

// SetDisabled closes or opens an account, as the context's viewer, who needs
// account:write. A closed one loses its sign-ins and sockets at once; nobody
// closes their own.
func (a *Access) SetDisabled(ctx context.Context, id int, disabled bool, idempotencyKey string) (*ent.User, error) {
	who := viewer.From(ctx)
	if who.Kind == viewer.Person && who.ID == id && disabled {
		return nil, &Invalid{"user", "nobody closes their own account"}
	}
	var row *ent.User
	action := "user.enabled"
	err := a.timeline.Do(ctx, func(ctx context.Context, tx *ent.Tx) (timeline.Entry, error) {
		update := tx.User.UpdateOneID(id)
		if disabled {
			if err := a.refuseAdministrator(ctx, tx, id, "end their appointment first, which takes a security administrator"); err != nil {
				return timeline.Entry{}, err
			}
			action = "user.disabled"
			update.SetDisabledAt(a.now())
		} else {
			update.ClearDisabledAt()
		}
		var err error
		if row, err = update.Save(ctx); err != nil {
			return timeline.Entry{}, err
		}
		if disabled {
			if err := endSignIns(ctx, tx, id, ""); err != nil {
				return timeline.Entry{}, err
			}
		}
		return timeline.Entry{Action: action, SubjectType: "User", SubjectID: id, IdempotencyKey: idempotencyKey}, nil
	})
	if err != nil {
		return nil, err
	}
	return row.Unwrap(), a.WithdrawPerson(ctx, id)
}

// WithdrawPerson cuts off a person's sockets and those of their phones.
func (a *Access) WithdrawPerson(ctx context.Context, id int) error {
	a.Withdrawn(viewer.Person, id)
	phones, err := a.store.Client.FieldDevice.Query().Where(fielddevice.HasUserWith(user.ID(id))).IDs(asHub(ctx))
	for _, phone := range phones {
		a.Withdrawn(viewer.FieldDevice, phone)
	}
	return err
}

// MaskPhone hides the middle of a phone number.
func MaskPhone(phone string) string {
	const first, last = 3, 4
	if phone == "" {
		return ""
	}
	if len(phone) <= first+last {
		return "****"
	}
	return phone[:first] + "****" + phone[len(phone)-last:]
}
