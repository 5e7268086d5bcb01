// Command verify checks logs as a stranger would who has nothing of ours: checkpoint, signature, tree hash and every entry,
// by golang.org/x/mod/sumdb/note and tlog.
//
//	verify <url of a log> <verifier key> [<older checkpoint file> [<quorum> <verifier key of a witness> ...]]
//
// The older checkpoint may be empty. With a quorum, so many of the witnesses must have cosigned (C2SP tlog-cosignature).
// It prints the size and the root that it found, or says what is wrong and ends with 1.
package main

// cspell:ignore sumdb

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

func main() {
	if len(os.Args) < 3 {
		fail(errors.New("usage: verify <url> <verifier key> [<older checkpoint>]"))
	}
	url, key := os.Args[1], os.Args[2]
	verifier, err := note.NewVerifier(key)
	fail(err)
	signed, err := get(url + "/checkpoint")
	fail(err)
	tree, err := open(signed, verifier)
	fail(err)

	reader := tlog.TileHashReader(tree, &tiles{url})
	root, err := tlog.TreeHash(tree.N, reader)
	fail(err)
	if root != tree.Hash {
		fail(fmt.Errorf("the tiles lead to %v, the checkpoint says %v", root, tree.Hash))
	}
	fail(checkEntries(url, tree, reader))
	if len(os.Args) > 3 && os.Args[3] != "" {
		fail(checkOlder(os.Args[3], tree, reader, verifier))
	}
	fmt.Printf("size %d root %x\n", tree.N, tree.Hash[:])
	if len(os.Args) > 4 {
		fail(checkWitnesses(url, os.Args[4], os.Args[5:], tree, reader, verifier))
	}
}

// witness verifies cosignatures of one witness as note expects it of a verifier.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }

// Verify checks a timestamped signature: eight bytes of time, then Ed25519 over header, time and the note's text.
func (w *witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(signature)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
}

// newWitness reads a verifier key of type 4.
func newWitness(text string) (*witness, error) {
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("no verifier key")
	}
	material, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(material) != 1+ed25519.PublicKeySize || material[0] != 4 {
		return nil, errors.New("no verifier key of a witness")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), material...))
	hash := binary.BigEndian.Uint32(sum[:4])
	if fmt.Sprintf("%08x", hash) != parts[1] {
		return nil, errors.New("the id of the witness is not that of its key")
	}
	return &witness{parts[0], hash, ed25519.PublicKey(material[1:])}, nil
}

// checkWitnesses counts the witnesses that cosigned the newest witnessed checkpoint, and proves that the log contains it.
func checkWitnesses(url, quorum string, keys []string, tree tlog.Tree, reader tlog.HashReader, verifier note.Verifier) error {
	needed, err := strconv.Atoi(quorum)
	if err != nil {
		return err
	}
	verifiers := []note.Verifier{verifier}
	for _, key := range keys {
		known, err := newWitness(key)
		if err != nil {
			return err
		}
		verifiers = append(verifiers, known)
	}
	signed, err := get(url + "/witnessed-checkpoint")
	if err != nil {
		return err
	}
	opened, err := note.Open(signed, note.VerifierList(verifiers...))
	if err != nil {
		return err
	}
	witnesses := 0
	for _, signature := range opened.Sigs {
		if signature.Name != verifier.Name() {
			witnesses++
		}
	}
	if witnesses < needed {
		return fmt.Errorf("%d witnesses cosigned, %d are needed", witnesses, needed)
	}
	seen, err := open(signed, verifier)
	if err != nil {
		return err
	}
	if seen.N > tree.N {
		return fmt.Errorf("the witnesses saw %d entries, the log has %d", seen.N, tree.N)
	}
	if seen.N > 0 {
		proof, err := tlog.ProveTree(tree.N, seen.N, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, seen.N, seen.Hash); err != nil {
			return err
		}
	}
	fmt.Printf("witnessed by %d\n", witnesses)
	return nil
}

// open verifies a signed note and reads its checkpoint (C2SP tlog-checkpoint): origin, size, root.
func open(signed []byte, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.SplitN(opened.Text, "\n", 4)
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, errors.New("no checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	hash, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(hash) != tlog.HashSize {
		return tlog.Tree{}, errors.New("the root is no hash")
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], hash)
	return tree, nil
}

// checkEntries reads every entry (C2SP tlog-tiles, entry bundles) and holds its hash against the tree.
func checkEntries(url string, tree tlog.Tree, reader tlog.HashReader) error {
	for n := int64(0); n<<tileHeight < tree.N; n++ {
		width := tree.N - n<<tileHeight
		if width > 1<<tileHeight {
			width = 1 << tileHeight
		}
		bundle, err := get(url + "/tile/entries/" + path(n, int(width)))
		if err != nil {
			return err
		}
		for i := int64(0); i < width; i++ {
			if len(bundle) < 2 || len(bundle)-2 < int(binary.BigEndian.Uint16(bundle)) {
				return errors.New("the bundle ends too early")
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			index := n<<tileHeight + i
			proof, err := tlog.ProveRecord(tree.N, index, reader)
			if err != nil {
				return err
			}
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(bundle[2:end])); err != nil {
				return fmt.Errorf("entry %d: %w", index, err)
			}
			bundle = bundle[end:]
		}
		if len(bundle) > 0 {
			return errors.New("the bundle goes on after its last entry")
		}
	}
	return nil
}

// checkOlder proves that the log of an earlier checkpoint is the beginning of this one.
func checkOlder(file string, tree tlog.Tree, reader tlog.HashReader, verifier note.Verifier) error {
	signed, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	older, err := open(signed, verifier)
	if err != nil {
		return err
	}
	if older.N > tree.N {
		return fmt.Errorf("the log has shrunk from %d to %d entries", older.N, tree.N)
	}
	proof, err := tlog.ProveTree(tree.N, older.N, reader)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash)
}

// tiles reads the tiles of a log. The paths of sumdb differ from those of C2SP in their prefix alone.
type tiles struct{ url string }

func (t *tiles) Height() int { return tileHeight }

func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range wanted {
		data, err := get(fmt.Sprintf("%s/tile/%d/%s", t.url, tile.L, path(tile.N, tile.W)))
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("tile %d/%d has %d bytes", tile.L, tile.N, len(data))
		}
		read = append(read, data)
	}
	return read, nil
}

func (t *tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// path is the number of a tile in groups of three digits, with its width where it is partial.
func path(n int64, width int) string {
	text := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		text = fmt.Sprintf("x%03d/%s", n%1000, text)
	}
	if width < 1<<tileHeight {
		text = fmt.Sprintf("%s.p/%d", text, width)
	}
	return text
}

func get(url string) ([]byte, error) {
	answer, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", url, answer.Status)
	}
	var body bytes.Buffer
	_, err = io.Copy(&body, answer.Body)
	return body.Bytes(), err
}

func fail(err error) {
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
