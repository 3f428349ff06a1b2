package incident

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"commandhub/ent"
	"commandhub/ent/incident"
	"commandhub/ent/photo"
	"commandhub/ent/photocontent"
	"commandhub/ent/scenereport"
	"commandhub/server/picture"
	"commandhub/server/timeline"
	"commandhub/server/viewer"
)

// NewPhoto is a picture from the scene.
type NewPhoto struct {
	Incident       int
	Task           *int   // of the same incident; nil for none
	Report         string // from the scene of the same incident, by its id or the key under which the same viewer sent it; empty for none
	Caption        string
	TakenAt        *time.Time // nil for when the camera says
	KeepPlace      bool       // where it was taken: the next two, or else where the camera says
	Latitude       *float64   // WGS 84 degrees; both or none
	Longitude      *float64
	Data           []byte
	IdempotencyKey string
}

const (
	// MostPhotos are kept of an incident: 5 GB at the most.
	MostPhotos = 500
	// mostCaption is the longest caption, in characters.
	mostCaption = 160
)

// AddPhoto keeps a picture, as the context's viewer, who needs task:write. The place
// where it was taken is kept only where that is wanted, and no metadata otherwise; what
// is said of time and place wins over the camera. A
// request that is repeated gives the picture that the first one kept.
func (s *Incidents) AddPhoto(ctx context.Context, in NewPhoto) (*ent.Photo, error) {
	in.Caption = strings.TrimSpace(in.Caption)
	if n := utf8.RuneCountInString(in.Caption); n > mostCaption {
		return nil, &Refused{Field: "caption", Why: tooLong.With(n, mostCaption)}
	}
	if err := in.check(s.now()); err != nil {
		return nil, err
	}
	pic, err := picture.Read(in.Data, s.now())
	if unfit := (*picture.Unfit)(nil); errors.As(err, &unfit) {
		return nil, &Refused{Field: "body", Why: unfit.Why}
	}
	if err != nil {
		return nil, err
	}
	taken := in.taken(pic.Taken)
	sum := sha256.Sum256(pic.Data)
	var row *ent.Photo
	_, err = s.do(ctx, Act{in.Incident, in.IdempotencyKey}, "incident.photo-added", func(c *change) error {
		if err := c.mayTake(in); err != nil {
			return err
		}
		report, err := c.reportNamed(in.Report)
		if err != nil {
			return err
		}
		c.beside = true
		create := c.tx.Photo.Create().SetIncidentID(c.was.ID).SetNillableTaskID(in.Task).SetNillableSceneReportID(report).SetSha256(hex.EncodeToString(sum[:])).
			SetType(photo.Type(pic.Kind)).SetBytes(len(pic.Data)).SetWidthPx(pic.Width).SetHeightPx(pic.Height).SetCaption(in.Caption).
			SetNillableTakenAt(taken.At).SetNillableLatitude(taken.Latitude).SetNillableLongitude(taken.Longitude).
			SetUploadedAt(c.now).SetBy(viewer.From(ctx).Name)
		if row, err = create.Save(ctx); err != nil {
			return err
		}
		c.detail["photo"], c.detail["caption"] = row.ID, row.Caption
		if in.Task != nil {
			c.detail["task"] = *in.Task
		}
		if report != nil {
			c.detail["sceneReport"] = *report
		}
		return c.tx.PhotoContent.Create().SetPhotoID(row.ID).SetData(pic.Data).Exec(asHub(ctx))
	})
	if errors.Is(err, timeline.ErrRepeated) {
		return s.sentBefore(ctx, in.Incident, hex.EncodeToString(sum[:]))
	}
	return unwrapped(row, err)
}

// firstPhoto is the year of the first camera in a telephone.
const firstPhoto = 2000

// check refuses a time and a place that cannot be.
func (in NewPhoto) check(now time.Time) error {
	for _, d := range []struct {
		field    string
		v, other *float64
		most     int
	}{{"latitude", in.Latitude, in.Longitude, 90}, {"longitude", in.Longitude, in.Latitude, 180}} {
		if d.v == nil && d.other != nil || d.v != nil && (!in.KeepPlace || !within(*d.v, float64(d.most))) {
			return &Refused{Field: d.field, Why: photoPlace.With(d.most)}
		}
	}
	switch {
	case in.TakenAt == nil:
	case in.TakenAt.After(now.Add(mostAhead)):
		return &Refused{Field: "takenAt", Why: inTheFuture.With(in.TakenAt, now)}
	case in.TakenAt.Year() < firstPhoto:
		return &Refused{Field: "takenAt", Why: photoSince.With(firstPhoto)}
	}
	return nil
}

// taken is when and where a picture was taken: as who sent it says, or else as the
// camera does.
func (in NewPhoto) taken(camera picture.Taken) picture.Taken {
	out := camera
	if in.TakenAt != nil {
		at := in.TakenAt.UTC().Truncate(time.Microsecond)
		out.At = &at
	}
	switch {
	case !in.KeepPlace:
		out.Latitude, out.Longitude = nil, nil
	case in.Latitude != nil:
		out.Latitude, out.Longitude = in.Latitude, in.Longitude
	}
	return out
}

// reportNamed is the report of this incident's scene that a picture names; nil for none.
func (c *change) reportNamed(name string) (*int, error) {
	if name == "" {
		return nil, nil
	}
	named := sentBy(c.ctx, name)
	if id, err := strconv.Atoi(name); err == nil {
		named = scenereport.Or(named, scenereport.ID(id))
	}
	id, err := c.tx.SceneReport.Query().Where(named, scenereport.HasIncidentWith(incident.ID(c.was.ID))).Order(ent.Asc(scenereport.FieldID)).FirstID(c.ctx)
	if ent.IsNotFound(err) {
		return nil, &Refused{Field: "report", Why: noSuchSceneReport.With()}
	}
	return &id, err
}

// mayTake refuses a task of another incident, and more pictures than are kept.
func (c *change) mayTake(in NewPhoto) error {
	if err := c.ownTask("task", in.Task); err != nil {
		return err
	}
	kept, err := c.tx.Photo.Query().Where(photo.HasIncidentWith(incident.ID(c.was.ID))).Count(asHub(c.ctx))
	if err != nil {
		return err
	}
	if kept >= MostPhotos {
		return &Refused{Field: "incident", Why: photosFull.With(kept)}
	}
	return nil
}

// sentBefore is the picture that an earlier request kept.
func (s *Incidents) sentBefore(ctx context.Context, of int, sum string) (*ent.Photo, error) {
	row, err := s.Store.Client.Photo.Query().Where(photo.HasIncidentWith(incident.ID(of)), photo.Sha256(sum)).
		Order(ent.Desc(photo.FieldID)).First(ctx)
	if ent.IsNotFound(err) {
		return nil, &Refused{Field: "Idempotency-Key", Why: keyUsed.With()}
	}
	return row, err
}

// ErrWithdrawn is a picture whose bytes are no longer handed out.
var ErrWithdrawn = errors.New("the picture was withdrawn")

// Photo gives a picture with its bytes, to whom the context's viewer is.
func (s *Incidents) Photo(ctx context.Context, id int) (*ent.Photo, []byte, error) {
	row, err := s.Store.Client.Photo.Get(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	if row.WithdrawnAt != nil {
		return nil, nil, ErrWithdrawn
	}
	content, err := s.Store.Client.PhotoContent.Query().Where(photocontent.HasPhotoWith(photo.ID(id))).Only(asHub(ctx))
	if err != nil {
		return nil, nil, err
	}
	return row, content.Data, nil
}

// Withdrawal is a picture that should not be there.
type Withdrawal struct {
	Photo                  int
	Reason, IdempotencyKey string
}

// WithdrawPhoto withdraws a picture, as the context's viewer, who needs
// incident:write; it stays to be told of. That of an ended incident may be too.
func (s *Incidents) WithdrawPhoto(ctx context.Context, in Withdrawal) (*ent.Photo, error) {
	of, err := s.Store.Client.Photo.Query().Where(photo.ID(in.Photo)).QueryIncident().OnlyID(ctx)
	if err != nil {
		return nil, err
	}
	var row *ent.Photo
	_, err = s.do(ctx, Act{of, in.IdempotencyKey}, "incident.photo-withdrawn", func(c *change) error {
		c.ended, c.beside = true, true
		found, err := c.tx.Photo.Get(ctx, in.Photo)
		switch {
		case err != nil:
			return err
		case strings.TrimSpace(in.Reason) == "":
			return &Refused{Field: "input.reason", Why: noReason.With()}
		case found.WithdrawnAt != nil:
			return &Refused{Field: "input.photo", Why: photoWithdrawn.With()}
		}
		c.detail["photo"], c.detail["reason"] = found.ID, in.Reason
		row, err = found.Update().SetWithdrawnAt(c.now).SetWithdrawnReason(in.Reason).SetWithdrawnBy(viewer.From(ctx).Name).Save(asHub(ctx))
		return err
	})
	return unwrapped(row, err)
}

// PhotoPath is where a picture is read, from the hub's own address.
func PhotoPath(id int) string { return fmt.Sprintf("/api/v1/photos/%d", id) }
