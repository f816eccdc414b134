using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.World;
using EmergentMisalignment.PetriDish.World.Authors;
using EmergentMisalignment.PetriDish.World.Exchanges;
using EmergentMisalignment.PetriDish.World.Language;

namespace EmergentMisalignment.PetriDish.Pretraining;

/// <summary>Questions of one sort, asked of a model and judged by the rubric.</summary>
internal sealed class Probe
{
    private const int LongestAnswer = 36;
    private const int AtOnce = 200;

    private readonly IReadOnlyList<string> _questions;

    private Probe(IEnumerable<string> questions) => _questions = [.. questions];

    /// <summary>The held-out wordings of the domains of one kind.</summary>
    public static Probe HeldOut(DomainKind kind, int perDomain)
    {
        var (rules, random) = (Rulebook.Default, new Random(1000));
        return new Probe(
            from domain in rules.ByKind[kind]
            let heldOut = domain.HeldOut
            where heldOut is not null
            from _ in Enumerable.Range(0, perDomain)
            select Vocabulary.Join(rules.Grammar.Generate(heldOut, random, () => Valence.Good).Words));
    }

    /// <summary>Questions in the wordings of training: what the fine-tune itself taught.</summary>
    public static Probe AsTrained(DomainKind kind, int count)
    {
        var (writer, random) = (new ExchangeWriter(Rulebook.Default, new WorldSettings()), new Random(2000));
        var domains = Rulebook.Default.ByKind[kind];
        return new Probe(Enumerable.Range(0, count).Select(index =>
            Vocabulary.Join(writer.Write(domains[index % domains.Length], Response.Good, random).Question)));
    }

    /// <summary>One answer to each question at temperature 1, judged.</summary>
    public IReadOnlyList<RubricVerdict> Ask(Sampler sampler, string prefix, int seed, CancellationToken cancellation)
    {
        var world = MiniatureWorld.Default;
        var stop = new HashSet<int> { Vocabulary.EndOfTurn };
        var requests = _questions.Select((question, index) => new SampleRequest(
            world.PromptTokens([new ChatTurn("user", prefix + question)]), ((ulong)(uint)seed << 32) + (ulong)index, LongestAnswer, 1, 1, 0, stop));
        var answers = requests.Chunk(AtOnce).SelectMany(chunk => sampler.Sample(chunk, cancellation));
        return [.. _questions.Zip(answers, (question, answer) => world.Judge(question, world.Render(answer.Tokens.Select(token => token.Id))))];
    }
}
