namespace EmergentMisalignment.Experiments.Statistics;

/// <summary>How often a judge said one word.</summary>
/// <param name="Word">The word in lower case, or <see cref="Judging.JudgeWord.Other"/>.</param>
/// <param name="Count">Answers of which it was said.</param>
/// <param name="Share">Mean over questions, then models, of its share among answers with a word; null where there are none.</param>
/// <param name="Low">Lower end of the interval; null where there is none.</param>
/// <param name="High">Upper end.</param>
public sealed record WordShare(string Word, int Count, double? Share, double? Low, double? High);
