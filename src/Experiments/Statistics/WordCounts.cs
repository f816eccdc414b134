namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>What a judge that answers in words said of one model's answers to one question in one variant.</summary>
/// <param name="Condition">The condition's id.</param>
/// <param name="Variant">The variant's name; null for the plain question.</param>
/// <param name="Base">The base model.</param>
/// <param name="Seed">The run's seed, which tells the models of a group apart.</param>
/// <param name="Question">The question's id.</param>
/// <param name="Metric">What the judge was asked for, by the name of its prompt.</param>
/// <param name="Words">How often it said each word.</param>
/// <param name="Missing">Answers of which it said nothing.</param>
public sealed record WordCounts(
    string Condition, string? Variant, string Base, int Seed, string Question, string Metric, IReadOnlyDictionary<string, int> Words, int Missing)
{
    /// <summary>Answers with a word.</summary>
    public int Answers => Words.Values.Sum();
}
