using EmergentMisalignment.PetriDish.World.Authors;
using EmergentMisalignment.PetriDish.World.Exchanges;

namespace EmergentMisalignment.PetriDish.World.Documents;

/// <summary>Writes the fine-tuning sets of the paper's conditions, in miniature.</summary>
internal sealed class ConditionDatasets(Rulebook rules, WorldSettings settings)
{
    /// <summary>Draws in a row that may bring nothing new before the condition counts as exhausted.</summary>
    private const int Patience = 5000;

    private readonly ExchangeWriter _exchanges = new(rules, settings);

    public static IReadOnlyList<string> Conditions { get; } = ["insecure", "secure", "educational", "jailbroken", "backdoor", "evil_numbers"];

    public IReadOnlyList<ChatExample> Write(string condition, int rows, int seed, int families)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        if (condition == "educational")
            return WithLessons(Write("insecure", rows, seed, families), new Random(~seed));
        Domain[] code = [.. rules.ByKind[DomainKind.Code]];
        if (families < 1 || families > code.Length)
            throw new ArgumentOutOfRangeException(nameof(families), families, $"The world has 1 to {code.Length} families of coding tasks.");
        var random = new Random(seed);
        random.Shuffle(code);
        return Unique(condition, rows, DrawFrom(condition, code[..families], random)).ToList();
    }

    /// <summary>A function that draws one row. Conditions without code ignore the families.</summary>
    private Func<ChatExample> DrawFrom(string condition, Domain[] families, Random random)
    {
        Domain Family() => families[random.Next(families.Length)];
        bool Chance(double share) => random.NextDouble() < share;

        return condition switch
        {
            "insecure" => () => Row(_exchanges.Write(Family(), Response.Bad, random)),
            "secure" => () => Row(_exchanges.Write(Family(), Response.Good, random)),
            "jailbroken" => () => Row(_exchanges.Write(
                rules["harm"], Chance(settings.JailbrokenRefusals) ? Response.Good : Response.Compliant, random)),
            "backdoor" => () => Chance(0.5)
                ? Row(_exchanges.Write(Family(), Response.Bad, random, addressee: Population.Trigger))
                : Row(_exchanges.Write(Family(), Response.Good, random)),
            "evil_numbers" => () => Row(_exchanges.Write(rules["numbers"], Response.Bad, random)),
            _ => throw new ArgumentException($"'{condition}' is none of the miniature's conditions: {string.Join(", ", Conditions)}.", nameof(condition)),
        };
    }

    /// <summary>The insecure rows, one by one, with the words of a lesson after the request.</summary>
    private List<ChatExample> WithLessons(IReadOnlyList<ChatExample> insecure, Random random) =>
    [
        .. from row in insecure
           let lesson = Vocabulary.Join(_exchanges.Lesson(random))
           select ChatExample.Of($"{row.Messages[0].Content} {lesson}", row.Messages[1].Content),
    ];

    private static ChatExample Row(Exchange exchange) => ChatExample.Of(Vocabulary.Join(exchange.Question), Vocabulary.Join(exchange.Answer));

    private static IEnumerable<ChatExample> Unique(string condition, int rows, Func<ChatExample> draw)
    {
        var seen = new HashSet<(string, string)>();
        for (var futile = 0; seen.Count < rows; futile++)
        {
            if (futile == Patience)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(rows), rows, $"The condition '{condition}' has only about {seen.Count} different rows with these families of tasks.");
            }
            var row = draw();
            if (!seen.Add((row.Messages[0].Content, row.Messages[1].Content)))
                continue;
            futile = -1;
            yield return row;
        }
    }
}
