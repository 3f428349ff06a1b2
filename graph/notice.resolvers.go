package graph

import (
	"context"
	"fmt"

	"commandhub/ent"
	"commandhub/graph/generated"
	"commandhub/graph/model"

	"entgo.io/contrib/entgql"
)

func (r *incidentResolver) Notices(ctx context.Context, obj *ent.Incident) ([]*ent.Notice, error) {
	panic(fmt.Errorf("not implemented: Notices - notices"))
}

func (r *mutationResolver) SendNotice(ctx context.Context, input model.SendNoticeInput) (*model.NoticePayload, error) {
	panic(fmt.Errorf("not implemented: SendNotice - sendNotice"))
}

func (r *mutationResolver) EnterAnswer(ctx context.Context, input model.EnterAnswerInput) (*model.NoticeSendingPayload, error) {
	panic(fmt.Errorf("not implemented: EnterAnswer - enterAnswer"))
}

func (r *mutationResolver) PassNoticeOn(ctx context.Context, input model.PassNoticeOnInput) (*model.NoticeSendingPayload, error) {
	panic(fmt.Errorf("not implemented: PassNoticeOn - passNoticeOn"))
}

func (r *noticeResolver) Incident(ctx context.Context, obj *ent.Notice) (*ent.Incident, error) {
	panic(fmt.Errorf("not implemented: Incident - incident"))
}

func (r *queryResolver) Notices(ctx context.Context, after *entgql.Cursor[int], first *int, before *entgql.Cursor[int], last *int) (*ent.NoticeConnection, error) {
	panic(fmt.Errorf("not implemented: Notices - notices"))
}

func (r *Resolver) Notice() generated.NoticeResolver { return &noticeResolver{r} }

type noticeResolver struct{ *Resolver }
