package mqtt

// take counts a batch in, unless the door closes.
func (s *Server) take() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopping {
		return false
	}
	s.waiting++
	return true
}

// committed counts a batch out.
func (s *Server) committed() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting--
	if s.stopping && s.waiting == 0 {
		close(s.drained)
	}
}

// add registers a session and is the one that has to go for it, if any.
func (s *Server) add(c *session) (surplus *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.metrics.sessions.Inc()
	list := append(s.sessions[c.device.ID], c)
	s.sessions[c.device.ID] = list
	if len(list) > sessionsOfDevice {
		return list[len(list)-sessionsOfDevice-1]
	}
	return nil
}

func (s *Server) remove(c *session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.sessions[c.device.ID]
	for i, other := range list {
		if other == c {
			s.metrics.sessions.Dec()
			s.sessions[c.device.ID] = append(list[:i:i], list[i+1:]...)
			break
		}
	}
	if len(s.sessions[c.device.ID]) == 0 {
		delete(s.sessions, c.device.ID)
	}
}

func (s *Server) of(deviceID int) []*session {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*session(nil), s.sessions[deviceID]...)
}

func (s *Server) all() (list []*session) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, of := range s.sessions {
		list = append(list, of...)
	}
	return list
}
