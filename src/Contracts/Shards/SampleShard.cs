namespace EmergentMisalignment.Contracts.Shards;

/// <summary>Command: sample the answers that are missing in a run of sample indices of one cell.</summary>
/// <param name="Sweep">Sweep that asked first; for traces and counters only.</param>
/// <param name="Cell">Key of the cell: the hash of model, question and sampling settings.</param>
/// <param name="Judgement">Key of the judgement that is to follow.</param>
/// <param name="Start">First sample index.</param>
/// <param name="Count">Number of indices.</param>
/// <param name="JudgedInBatch">Its judging waits for a batch: nobody is to judge it because it is sampled.</param>
public sealed record SampleShard(string Sweep, string Cell, string Judgement, int Start, int Count, bool JudgedInBatch = false) : IShard;
