package incident

import (
	"context"
	"time"

	"commandhub/ent"
	"commandhub/ent/deadline"
	"commandhub/ent/incident"
	"commandhub/ent/report"
	"commandhub/ent/reportsending"
	"commandhub/server/rule"
	"commandhub/server/viewer"
)

// Sending is a report going out.
type Sending struct {
	Report         int
	Party          rule.Party
	Channel        rule.Channel // ByPhone or InWriting
	Means          string       // as fax
	Recipient      string
	At             *time.Time // nil for now
	Receipt        string     // empty until it comes
	IdempotencyKey string
}

// SendReport records that a report went to a party, as the context's viewer, who
// needs incident:write. From then on it is never changed; it meets every clock
// that asks for a report to that party by that channel, and for nothing that came after
// it was written. The same report goes to
// the same party by the same channel once.
func (s *Incidents) SendReport(ctx context.Context, in Sending) (*ent.Report, error) {
	return s.onReport(ctx, in.Report, in.IdempotencyKey, "incident.report-sent", func(c *change, row *ent.Report) (*ent.Report, error) {
		at, err := s.since("input.at", in.At)
		switch {
		case err != nil:
			return nil, err
		case in.Channel == rule.AnyMeans:
			return nil, &Refused{"input.channel", "§5.1.2", badChannel.With()}
		case in.Recipient == "":
			return nil, &Refused{"input.recipient", "§5.1.3", badRecipient.With()}
		case at.Before(c.was.HeardAt):
			return nil, &Refused{"input.at", "§5.1.2", beforeHeard.With()}
		case row.Kind == report.KindFINAL && c.was.Level != nil:
			return nil, &Refused{"input.report", "§5.9", finalEarly.With()}
		case len(rule.Missing(string(row.Kind), row.Elements)) == len(rule.Elements(string(row.Kind))):
			return nil, &Refused{"input.report", "§5.1.3", reportEmpty.With()}
		}
		for _, earlier := range row.Edges.Sendings {
			if earlier.Party == in.Party && earlier.Channel == in.Channel {
				return nil, &Refused{"input.report", "§5.1.3", sentThere.With(earlier.At)}
			}
		}
		create := c.tx.ReportSending.Create().SetReportID(row.ID).SetParty(in.Party).SetChannel(in.Channel).SetMeans(in.Means).
			SetRecipient(in.Recipient).SetAt(at).SetSentBy(viewer.From(ctx).Name).SetReceipt(in.Receipt)
		if in.Receipt != "" {
			create.SetReceiptAt(c.now)
		}
		if err := create.Exec(ctx); err != nil {
			return nil, err
		}
		c.happened = at
		c.detail["party"], c.detail["channel"], c.detail["recipient"] = in.Party, in.Channel, in.Recipient
		if err := c.meetBy(row, in, at); err != nil {
			return nil, err
		}
		c.cause = "after the report of " + at.Format(time.RFC3339)
		if row.SentAt != nil {
			return row, nil
		}
		return row.Update().SetSentAt(at).SetGrade(c.was.Grade).Save(ctx)
	})
}

// meetBy fulfils the open clocks that a sending answers.
func (c *change) meetBy(row *ent.Report, in Sending, at time.Time) error {
	rows, err := c.tx.Deadline.Query().Where(
		deadline.HasIncidentWith(incident.ID(c.was.ID)), deadline.MetAtIsNil(), deadline.VoidAtIsNil(),
	).All(asHub(c.ctx))
	if err != nil {
		return err
	}
	var met []int
	for _, d := range rows {
		clock := rule.Clock{Duty: d.Duty, Channel: d.Channel}
		if !clock.Meets(in.Party, in.Channel) || !answers(row, at, d) {
			continue
		}
		err := d.Update().SetMetAt(at).SetRecipient(in.Recipient).SetReceipt(in.Receipt).SetMetBy(viewer.From(c.ctx).Name).
			SetReportID(row.ID).Exec(asHub(c.ctx))
		if err != nil {
			return err
		}
		met = append(met, d.ID)
	}
	c.detail["met"] = met
	return nil
}

// Receipt is the word that a report arrived.
type Receipt struct {
	Sending        int
	Receipt        string
	IdempotencyKey string
}

// ReceiptReport records that a report arrived.
func (s *Incidents) ReceiptReport(ctx context.Context, in Receipt) (*ent.Report, error) {
	of, err := s.Store.Client.ReportSending.Query().Where(reportsending.ID(in.Sending)).QueryReport().OnlyID(ctx)
	if err != nil {
		return nil, err
	}
	return s.onReport(ctx, of, in.IdempotencyKey, "incident.report-receipted", func(c *change, row *ent.Report) (*ent.Report, error) {
		sending, err := c.tx.ReportSending.Get(ctx, in.Sending)
		switch {
		case err != nil:
			return nil, err
		case in.Receipt == "":
			return nil, &Refused{Field: "input.receipt", Why: badReceipt.With()}
		case sending.ReceiptAt != nil:
			return nil, &Refused{Field: "input.sending", Why: receiptCame.With(*sending.ReceiptAt)}
		}
		c.detail["receipt"] = in.Receipt
		return row, sending.Update().SetReceipt(in.Receipt).SetReceiptAt(c.now).Exec(ctx)
	})
}
