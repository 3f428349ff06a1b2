package rule

import (
	"strings"
	"testing"
)

func TestAVerdictIsFoundedWhereItAccusesContradictsOrCorrects(t *testing.T) {
	for _, c := range []struct {
		verdict Verdict
		note    string
		was     Verdict
		want    VerdictProblem
	}{
		{DeviceFault, "", "", NoVerdictProblem},
		{Configuration, " ", "", NoVerdictProblem},
		{Tampering, "", "", VerdictUnfounded},
		{Tampering, " \n", "", VerdictUnfounded},
		{Tampering, "the seal was broken", "", NoVerdictProblem},
		{Genuine, "", "", VerdictUnfounded},
		{Genuine, "the tank was replaced", "", NoVerdictProblem},
		{ClockFault, "", DeviceFault, VerdictUnfounded},
		{ClockFault, "seen on site", DeviceFault, NoVerdictProblem},
		{ClockFault, "repaired on 3 March", ClockFault, NoVerdictProblem},
		{Transmission, strings.Repeat("信", LongestVerdictNote), "", NoVerdictProblem},
		{Transmission, strings.Repeat("信", LongestVerdictNote+1), "", VerdictTooLong},
	} {
		if got := MayJudge(c.verdict, c.note, c.was); got != c.want {
			t.Errorf("%s after %q with %.20q: %q, want %q", c.verdict, c.was, c.note, got, c.want)
		}
	}
}
