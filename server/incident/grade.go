package incident

import (
	"context"
	"slices"

	"commandhub/ent"
	"commandhub/server/rule"
)

// harm is what the rule of grades reads of an incident.
func harm(row *ent.Incident) rule.Harm {
	h := rule.Harm{Deaths: row.Deaths, SeriouslyInjured: row.SeriouslyInjured, DirectLossFen: row.DirectLossFen}
	for _, n := range []*int{row.Trapped, row.Missing} {
		if n != nil {
			h.Unaccounted += *n
		}
	}
	return h
}

// Assessment is an incident's grade as the plan computes it, with its reasons.
func Assessment(row *ent.Incident) rule.Assessment { return rule.Assess(harm(row)) }

// Proposal is the level of response that the office proposes.
func Proposal(row *ent.Incident) rule.Proposal {
	return rule.Propose(rule.Situation{
		Grade: row.Grade, BeyondTownship: row.BeyondTownship, AcrossTownships: row.AcrossTownships,
		MayGrow: row.MayGrow, BeyondCounty: row.BeyondCounty, AcrossCounties: row.AcrossCounties,
	})
}

// graded is the grade that holds: the graver of the computed and the raised one.
func graded(row *ent.Incident, computed rule.Grade) rule.Grade {
	if row.RaisedGrade == nil {
		return computed
	}
	return rule.Graver(computed, *row.RaisedGrade)
}

// regrade brings the grade in line with what is known.
func (c *change) regrade() error {
	a := Assessment(c.is)
	grade := graded(c.is, a.Grade)
	if a.Grade == c.is.ComputedGrade && grade == c.is.Grade && slices.Equal(a.Reasons, c.is.GradeReasons) {
		return nil
	}
	if grade != c.is.Grade {
		c.cause = because(grade, a, c.is)
	}
	var err error
	c.is, err = c.is.Update().SetComputedGrade(a.Grade).SetGrade(grade).SetGradeReasons(a.Reasons).Save(asHub(c.ctx))
	return err
}

// because explains a grade, as "graded LARGER: deaths 4 ≥ 3, §1.5.3".
func because(grade rule.Grade, a rule.Assessment, row *ent.Incident) string {
	text := "graded " + string(grade)
	if row.RaisedGrade != nil && grade != a.Grade {
		return text + " by a person: " + row.RaisedReason
	}
	for i, r := range a.Reasons {
		if i == 0 {
			text += ": "
		} else {
			text += "; "
		}
		text += r.String()
	}
	return text
}

// Raise is a person's own judgement of the grade.
type Raise struct {
	Incident       int
	Grade          *rule.Grade // nil withdraws it
	Reason         string
	IdempotencyKey string
}

// RaiseGrade sets the grade higher than what is computed, or takes that back;
// both with a reason. It is never lowered below what is computed (§1.5).
func (s *Incidents) RaiseGrade(ctx context.Context, in Raise) (*ent.Incident, error) {
	action := "incident.grade-raised"
	if in.Grade == nil {
		action = "incident.grade-raise-withdrawn"
	}
	return s.do(ctx, Act{in.Incident, in.IdempotencyKey}, action, func(c *change) error {
		computed := Assessment(c.was).Grade
		switch {
		case in.Reason == "":
			return &Refused{"input.reason", "§1.5", gradeWithoutReason.With()}
		case in.Grade == nil && c.was.RaisedGrade == nil:
			return &Refused{"input.grade", "", gradeNotRaised.With()}
		case in.Grade == nil:
			c.set.ClearRaisedGrade().SetRaisedReason("")
		case in.Grade.Rank() <= computed.Rank():
			return &Refused{"input.grade", "§1.5", gradeLower.With(computed)}
		default:
			c.set.SetRaisedGrade(*in.Grade).SetRaisedReason(in.Reason)
		}
		c.detail["reason"] = in.Reason
		return nil
	})
}
