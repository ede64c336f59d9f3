using FsCheck;
using FsCheck.Fluent;

namespace Halden.Umbraco.UnitTests.Catalogue.Merge;

/// <summary>A national text, what the municipality did to it and what the catalogue did to it.</summary>
internal sealed record Scenario(ATextTree Base, IReadOnlyList<AnEdit> LocalEdits, IReadOnlyList<AnEdit> NationalEdits)
{
    public ATextTree Local { get; } = AnEdit.All(Base, LocalEdits);

    public ATextTree National { get; } = AnEdit.All(Base, NationalEdits);

    public string BaseHtml => Base.Html;

    public string LocalHtml => Local.Html;

    public string NationalHtml => National.Html;

    /// <summary>Chance that depends on nothing but the texts.</summary>
    public Random Handwriting() => new(LocalHtml.Length + (31 * NationalHtml.Length));

    public override string ToString() => $"\nbase:     {BaseHtml}\nlocal:    {LocalHtml}\nnational: {NationalHtml}\n";

    public IEnumerable<Scenario> Smaller()
    {
        for (var i = 0; i < LocalEdits.Count; i++)
        {
            yield return new Scenario(Base, [.. LocalEdits.Where((_, at) => at != i)], NationalEdits);
        }

        for (var i = 0; i < NationalEdits.Count; i++)
        {
            yield return new Scenario(Base, LocalEdits, [.. NationalEdits.Where((_, at) => at != i)]);
        }

        foreach (var part in Base.All.Skip(1))
        {
            if (new AnEdit.Delete(part.Id).On(Base).Tidy() is { } smaller)
            {
                yield return new Scenario(smaller, LocalEdits, NationalEdits);
            }
        }
    }
}

/// <summary>Anything an editor may do, moves and repeated sentences among it.</summary>
internal sealed record AnyScenario(Scenario Texts)
{
    public override string ToString() => Texts.ToString();
}

/// <summary>No sentence stands twice and nothing is moved, so that what became of each sentence can be told by its words.</summary>
internal sealed record PlainScenario(Scenario Texts)
{
    public override string ToString() => Texts.ToString();
}

/// <summary>The sides edit different parts of the text, with at least one untouched part between.</summary>
internal sealed record ApartScenario(Scenario Texts)
{
    public override string ToString() => Texts.ToString();
}

/// <summary>The sides change words in different sentences, neighbours among them.</summary>
internal sealed record SentencesApartScenario(Scenario Texts)
{
    public override string ToString() => Texts.ToString();
}

/// <summary>One side takes out a sentence or what it stands in; the other changes a word in it.</summary>
internal sealed record DeletedAndChangedScenario(Scenario Texts, string Deleted, string Changed)
{
    public override string ToString() => $"{Texts}deleted: {Deleted}\nchanged: {Changed}\n";
}

/// <summary>Makes texts and edits.</summary>
internal static class Texts
{
    public static Arbitrary<AnyScenario> Any() => Make(
        random => new AnyScenario(new Writer(random, repeats: random.Next(5) == 0).Scenario(moves: true)),
        scenario => scenario.Texts.Smaller().Select(texts => new AnyScenario(texts)));

    public static Arbitrary<PlainScenario> Plain() => Make(
        random => new PlainScenario(new Writer(random, repeats: false).Scenario(moves: false)),
        scenario => scenario.Texts.Smaller().Select(texts => new PlainScenario(texts)));

    public static Arbitrary<ApartScenario> Apart() => Make(
        random => new ApartScenario(new Writer(random, repeats: false).Apart()),
        scenario => scenario.Texts.Smaller().Where(texts => texts.Base.Parts.Count == scenario.Texts.Base.Parts.Count).Select(texts => new ApartScenario(texts)));

    public static Arbitrary<SentencesApartScenario> SentencesApart() => Make(
        random => new SentencesApartScenario(new Writer(random, repeats: false).SentencesApart()),
        scenario => scenario.Texts.Smaller().Select(texts => new SentencesApartScenario(texts)));

    public static Arbitrary<DeletedAndChangedScenario> DeletedAndChanged() => Make(
        random => new Writer(random, repeats: false).DeletedAndChanged(),
        _ => []);

    private static Arbitrary<T> Make<T>(Func<Random, T> make, Func<T, IEnumerable<T>> smaller) =>
        Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => make(new Random(seed))), smaller);

    private sealed class Writer(Random random, bool repeats)
    {
        private static readonly string[] Words =
        [
            "kommunen", "søknaden", "barnehageplass", "innen", "dokumentasjon", "vedtaket", "bolig", "økonomisk", "støtte", "mottar", "åpningstid",
            "ledsagerbevis", "må", "kan", "skal", "får", "dersom", "gjelder", "hjemmetjenesten", "rådhuset", "skjemaet", "årlig", "næring", "på",
            "familien", "eldre", "barn", "foreldre", "legeerklæring", "klage", "statsforvalteren", "uker", "behandles", "gebyr", "betaling", "gratis",
            "kjøretøy", "parkering", "tillatelse", "grøft", "vannmåler", "avfall", "hentes", "kulturskolen", "øve", "undervisning", "lærer", "sommer",
        ];

        // Little to choose from, as in price lists and opening hours.
        private static readonly string[] Repeated = ["Gratis.", "Mandag til fredag kl. 9–15.", "Se egen side.", "Ingen frist."];

        private int _id;

        public Scenario Scenario(bool moves)
        {
            var text = Text(random.Next(1, 8));
            return new Scenario(text, Edits(text, moves), Edits(text, moves));
        }

        public Scenario Apart()
        {
            var text = Text(random.Next(5, 10));
            List<AnEdit> local = [];
            List<AnEdit> national = [];
            var last = 0;
            for (var i = 0; i < text.Parts.Count; i++)
            {
                var side = random.Next(3);
                if (side != 0 && (last == 0 || last == side))
                {
                    (side == 1 ? local : national).Add(Edit(text.Parts[i], text, moves: false));
                    last = side;
                }
                else
                {
                    last = 0;
                }
            }

            return new Scenario(text, local, national);
        }

        public Scenario SentencesApart()
        {
            var text = Text(random.Next(1, 7));
            List<AnEdit> local = [];
            List<AnEdit> national = [];
            foreach (var sentence in text.All.Where(part => part.Tag == "s"))
            {
                var side = random.Next(3);
                if (side > 0)
                {
                    (side == 1 ? local : national).Add(new AnEdit.ChangeWord(sentence.Id, random.Next(100), Word()));
                }
            }

            return new Scenario(text, local, national);
        }

        public DeletedAndChangedScenario DeletedAndChanged()
        {
            var text = Text(random.Next(3, 8));
            var block = text.Parts[random.Next(text.Parts.Count)];
            var sentences = block.All.Where(part => part.Tag == "s").ToList();
            var sentence = sentences[random.Next(sentences.Count)];
            var around = block.All.Where(part => part.All.Contains(sentence) && part.Tag is not "td").ToList();
            List<AnEdit> deleting = [new AnEdit.Delete(around[random.Next(around.Count)].Id)];
            List<AnEdit> changing = [new AnEdit.ChangeWord(sentence.Id, random.Next(100), "uansett")];
            foreach (var other in text.Parts.Where((_, i) => Math.Abs(i - text.Parts.ToList().IndexOf(block)) > 1))
            {
                if (random.Next(3) == 0)
                {
                    (random.Next(2) == 0 ? deleting : changing).Add(Edit(other, text, moves: false));
                }
            }

            var changed = changing[0].On(text).All.Single(part => part.Id == sentence.Id).Text;
            return new DeletedAndChangedScenario(
                random.Next(2) == 0 ? new Scenario(text, deleting, changing) : new Scenario(text, changing, deleting), sentence.Text, changed);
        }

        private List<AnEdit> Edits(ATextTree text, bool moves) =>
            [.. Enumerable.Range(0, random.Next(4)).Select(_ =>
            {
                var parts = text.All.Skip(1).ToList();
                return Edit(parts[random.Next(parts.Count)], text, moves);
            })];

        /// <summary>An edit of this part or of something in it.</summary>
        private AnEdit Edit(ATextTree part, ATextTree text, bool moves)
        {
            var inside = part.All.ToList();
            var at = inside[random.Next(inside.Count)];
            var sentences = part.All.Where(inner => inner.Tag == "s").ToList();
            var isBlock = text.Parts.Contains(part);
            switch (random.Next(moves ? 9 : 7))
            {
                case 0:
                    return at.Tag == "td" ? new AnEdit.Delete(part.Id) : new AnEdit.Delete(at.Id);
                case 1 when at.Tag is "li" or "tr" or "s" or "p" or "dd":
                    return new AnEdit.InsertAfter(at.Id, Like(at));
                case 1 or 2 when isBlock:
                    return new AnEdit.InsertAfter(part.Id, Block());
                case 3 when isBlock:
                    return new AnEdit.Replace(part.Id, Block());
                case 4 when sentences.Count > 0:
                    return new AnEdit.AddLink(sentences[random.Next(sentences.Count)].Id, Href(), Word());
                case 7 or 8:
                    return new AnEdit.MoveAfter(text.Parts[random.Next(text.Parts.Count)].Id, text.Parts[random.Next(text.Parts.Count)].Id);
                default:
                    return sentences.Count > 0
                        ? new AnEdit.ChangeWord(sentences[random.Next(sentences.Count)].Id, random.Next(100), Word())
                        : new AnEdit.Delete(part.Id);
            }
        }

        private ATextTree Text(int blocks) => Part("text", [.. Enumerable.Range(0, blocks).Select(_ => Block())]);

        private ATextTree Block() => random.Next(10) switch
        {
            < 4 => Part("p", Sentences(3)),
            4 => Part("h3", Sentences(1)),
            5 or 6 => List(0),
            7 => Part("table", Some(1, 4, random.Next(1, 4), Row)),
            8 => Part("blockquote", Some(1, 2, 0, _ => Part("p", Sentences(2)))),
            _ => Part("dl", [Part("dt", Sentences(1)), Part("dd", Sentences(2))]),
        };

        private ATextTree Like(ATextTree part) => part.Tag switch
        {
            "s" => Sentence(),
            "tr" => Row(part.Parts.Count),
            _ => Part(part.Tag, Sentences(2)),
        };

        private ATextTree List(int depth) => Part(random.Next(4) == 0 ? "ol" : "ul", Some(1, 4, depth, Item));

        private ATextTree Item(int depth) =>
            Part("li", depth < 2 && random.Next(5) == 0 ? [.. Sentences(1), List(depth + 1)] : Sentences(2));

        private ATextTree Row(int columns) => Part("tr", [.. Enumerable.Range(0, columns).Select(_ => Part("td", Sentences(1)))]);

        private IReadOnlyList<ATextTree> Some(int least, int most, int argument, Func<int, ATextTree> make) =>
            [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => make(argument))];

        private IReadOnlyList<ATextTree> Sentences(int most) => Some(1, most, 0, _ => Sentence());

        private ATextTree Sentence()
        {
            if (repeats && random.Next(3) > 0)
            {
                return new ATextTree(++_id, "s", Repeated[random.Next(Repeated.Length)], []);
            }

            List<string> words = [.. Enumerable.Range(0, random.Next(7, 13)).Select(_ => Word())];
            words[0] = char.ToUpperInvariant(words[0][0]) + words[0][1..];
            words[3] = random.Next(8) switch
            {
                0 => $"<strong>{words[3]}</strong>",
                1 => $"<a href=\"{Href()}\">{words[3]}</a>",
                2 => "kl.",
                3 => "«Åpen",
                4 => "1. mars",
                _ => words[3],
            };
            return new ATextTree(++_id, "s", string.Join(' ', words) + ".", []);
        }

        private string Word() => Words[random.Next(Words.Length)];

        private string Href() => $"https://www.halden.kommune.no/{random.Next(1000)}";

        private ATextTree Part(string tag, IReadOnlyList<ATextTree> parts) => new(++_id, tag, string.Empty, parts);
    }
}
