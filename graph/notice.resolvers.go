package graph

import (
	"context"

	"commandhub/ent"
	entnotice "commandhub/ent/notice"
	"commandhub/graph/generated"
	"commandhub/graph/model"
	"commandhub/server/notice"

	"entgo.io/contrib/entgql"
)

func (r *incidentResolver) Notices(ctx context.Context, obj *ent.Incident) ([]*ent.Notice, error) {
	return obj.QueryNotices().Order(ent.Desc(entnotice.FieldID)).All(ctx)
}

func (r *mutationResolver) SendNotice(ctx context.Context, input notice.Message) (*model.NoticePayload, error) {
	return noticePayload(r.Resolver.Notices.Send(ctx, input))
}

func (r *mutationResolver) EnterAnswer(ctx context.Context, input notice.Answer) (*model.NoticeSendingPayload, error) {
	row, err := r.Resolver.Notices.EnterAnswer(ctx, input)
	return r.sendingPayload(ctx, input.Sending, row, err)
}

func (r *mutationResolver) PassNoticeOn(ctx context.Context, input notice.PassOn) (*model.NoticeSendingPayload, error) {
	row, err := r.Resolver.Notices.PassOn(ctx, input)
	return r.sendingPayload(ctx, input.Sending, row, err)
}

func (r *noticeResolver) Incident(ctx context.Context, obj *ent.Notice) (*ent.Incident, error) {
	row, err := obj.QueryIncident().Only(ctx)
	return row, ent.MaskNotFound(err)
}

func (r *queryResolver) Notices(ctx context.Context, after *entgql.Cursor[int], first *int, before *entgql.Cursor[int], last *int) (*ent.NoticeConnection, error) {
	return r.Store.Client.Notice.Query().Paginate(ctx, after, first, before, last, latestNoticeFirst)
}

func (r *Resolver) Notice() generated.NoticeResolver { return &noticeResolver{r} }

type noticeResolver struct{ *Resolver }
