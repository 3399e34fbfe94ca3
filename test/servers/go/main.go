// Command hostd keeps the contract with net/http alone: the mux redirects unclean paths before any key is looked at.
package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	bodyLimit   = 1 << 20
	stopTimeout = 2 * time.Second
)

var traceparent = regexp.MustCompile(`^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$`)

type server struct {
	keys      [][32]byte
	sandboxes sync.Map // the live ids
}

func main() {
	address := os.Getenv("PODFLARE_HOSTD_ADDR")
	if address == "" {
		address = "127.0.0.1:7070"
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		log.Fatalf("PODFLARE_HOSTD_ADDR: %v", err)
	}
	s := &server{}
	for _, key := range strings.Split(os.Getenv("PODFLARE_API_KEYS"), ",") {
		if key = strings.TrimSpace(key); key != "" {
			s.keys = append(s.keys, sha256.Sum256([]byte(key)))
		}
	}
	disabled := os.Getenv("PODFLARE_AUTH_DISABLED") == "1"
	ip := net.ParseIP(host)
	loopback := host == "localhost" || ip != nil && ip.IsLoopback()
	if len(s.keys) == 0 && !loopback && !disabled {
		log.Fatalf("%s can be reached from outside: set PODFLARE_API_KEYS", address)
	}
	if disabled {
		s.keys = nil
		log.Print("WARN authentication disabled by PODFLARE_AUTH_DISABLED: NOBODY IS ASKED FOR A KEY")
	}

	listener, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	web := &http.Server{Handler: logged(s.routes()), ErrorLog: log.New(io.Discard, "", 0)}
	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer cancel()
	go func() {
		if err := web.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Fatal(err)
		}
	}()
	log.Printf("INFO listening on %s", listener.Addr())
	<-stop.Done()
	grace, cancelGrace := context.WithTimeout(context.Background(), stopTimeout)
	defer cancelGrace()
	if web.Shutdown(grace) != nil {
		web.Close()
	}
}

func (s *server) routes() http.Handler {
	api := http.NewServeMux()
	api.HandleFunc("POST /v1/sandboxes", s.create)
	api.HandleFunc("DELETE /v1/sandboxes/{id}", s.destroy)
	api.HandleFunc("POST /v1/sandboxes/{id}/exec", s.exec)
	api.HandleFunc("POST /v1/sandboxes/{id}/fork", s.fork)
	api.HandleFunc("POST /v1/sandboxes/{parent}/merge_into/{winner}", s.merge)

	front := http.NewServeMux()
	front.HandleFunc("/v1/healthz", func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			fail(w, http.StatusMethodNotAllowed, "method not allowed")
			return
		}
		io.WriteString(w, "ok\n")
	})
	front.Handle("/v1/", s.gate(api))
	return front
}

func (s *server) gate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		token = strings.TrimLeft(token, " ")
		missing := !strings.EqualFold(scheme, "Bearer") || token == ""
		switch {
		case len(s.keys) == 0 || !missing && s.knows(token):
			next.ServeHTTP(w, r)
		case missing:
			fail(w, http.StatusUnauthorized, "missing Authorization: Bearer <key>")
		default:
			fail(w, http.StatusUnauthorized, "invalid api key")
		}
	})
}

func (s *server) knows(token string) bool {
	presented, found := sha256.Sum256([]byte(token)), 0
	for _, key := range s.keys {
		found |= subtle.ConstantTimeCompare(key[:], presented[:])
	}
	return found == 1
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		trace, span := traceOf(strings.Join(r.Header.Values("Traceparent"), ","))
		next.ServeHTTP(w, r)
		log.Printf("INFO http_request method=%s path=%q trace_id=%s parent_span_id=%s", r.Method, r.URL.Path, trace, span)
	})
}

// traceOf returns the caller's trace and span by W3C Trace Context, empty for an invalid header.
func traceOf(header string) (trace, span string) {
	found := traceparent.FindStringSubmatch(header)
	if found == nil || found[1] == "ff" || found[1] == "00" && found[4] != "" {
		return "", ""
	}
	if strings.Trim(found[2], "0") == "" || strings.Trim(found[3], "0") == "" {
		return "", ""
	}
	return found[2], found[3]
}

func reply(w http.ResponseWriter, status int, value any) {
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(value)
}

func fail(w http.ResponseWriter, status int, message string) {
	reply(w, status, map[string]string{"error": message})
}

// decode fills value from the body, where an absent body counts as {}, and answers 400 when it cannot.
func decode(w http.ResponseWriter, r *http.Request, value any) bool {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
	if err == nil && len(data) > 0 {
		err = json.Unmarshal(data, value)
	}
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
	}
	return err == nil
}

// known reports whether all ids are live, and answers 404 otherwise.
func (s *server) known(w http.ResponseWriter, ids ...string) bool {
	for _, id := range ids {
		if _, live := s.sandboxes.Load(id); !live {
			fail(w, http.StatusNotFound, "sandbox not found")
			return false
		}
	}
	return true
}

func (s *server) add() string {
	id := rand.Text()
	s.sandboxes.Store(id, true)
	return id
}

func (s *server) create(w http.ResponseWriter, r *http.Request) {
	var body struct{ Template *string }
	if !decode(w, r, &body) {
		return
	}
	if body.Template != nil && *body.Template == "" {
		fail(w, http.StatusBadRequest, "template must not be empty")
		return
	}
	reply(w, http.StatusOK, map[string]string{"id": s.add(), "state": "ready"})
}

func (s *server) destroy(w http.ResponseWriter, r *http.Request) {
	if id := r.PathValue("id"); s.known(w, id) {
		s.sandboxes.Delete(id)
		w.WriteHeader(http.StatusNoContent)
	}
}

// exec prints the program back, each line flushed on its own; nothing is remembered.
func (s *server) exec(w http.ResponseWriter, r *http.Request) {
	body := struct {
		Code     *string
		Language string
	}{Language: "python"}
	if !decode(w, r, &body) {
		return
	}
	if body.Code == nil || body.Language != "python" && body.Language != "bash" {
		fail(w, http.StatusBadRequest, "code is required; language is python or bash")
		return
	}
	if !s.known(w, r.PathValue("id")) {
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	lines := strings.Split(*body.Code, "\n")
	emit := func(seq int, kind string, data any) {
		json.NewEncoder(w).Encode(map[string]any{"type": kind, "data": data, "seq": seq, "ts": time.Now().UnixMilli()})
		http.NewResponseController(w).Flush()
	}
	for seq, line := range lines {
		emit(seq, "stdout", line)
	}
	emit(len(lines), "exit", 0)
}

func (s *server) fork(w http.ResponseWriter, r *http.Request) {
	body := struct{ N int }{N: 1}
	if !decode(w, r, &body) {
		return
	}
	if body.N < 1 || body.N > 32 {
		fail(w, http.StatusBadRequest, "n must be between 1 and 32")
		return
	}
	if !s.known(w, r.PathValue("id")) {
		return
	}
	children := make([]string, body.N)
	for i := range children {
		children[i] = s.add()
	}
	reply(w, http.StatusOK, map[string]any{"children": children})
}

func (s *server) merge(w http.ResponseWriter, r *http.Request) {
	parent, winner := r.PathValue("parent"), r.PathValue("winner")
	if parent == winner {
		fail(w, http.StatusBadRequest, "parent and winner must differ")
		return
	}
	if s.known(w, parent, winner) {
		s.sandboxes.Delete(winner)
		w.WriteHeader(http.StatusNoContent)
	}
}
