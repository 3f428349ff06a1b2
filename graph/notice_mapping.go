package graph

import (
	"context"

	"entgo.io/contrib/entgql"

	"commandhub/ent"
	"commandhub/graph/model"
)

// latestNoticeFirst is the order of notices.
var latestNoticeFirst = ent.WithNoticeOrder(&ent.NoticeOrder{Direction: entgql.OrderDirectionDesc, Field: ent.DefaultNoticeOrder.Field})

func noticePayload(row *ent.Notice, err error) (*model.NoticePayload, error) {
	problems, err := mend(err)
	return &model.NoticePayload{Notice: row, UserErrors: problems}, err
}

func (r *Resolver) sendingPayload(ctx context.Context, id int, row *ent.NoticeSending, err error) (*model.NoticeSendingPayload, error) {
	row = latest(ctx, row, err, id, r.Store.Client.NoticeSending.Get)
	problems, err := mend(err)
	return &model.NoticeSendingPayload{Sending: row, UserErrors: problems}, err
}
