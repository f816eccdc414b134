namespace EmergentMisalignment.Experiments.Generation;

/// <summary>An attempt to make, or to go on with.</summary>
/// <param name="Index">Its place in the grid.</param>
/// <param name="Number">Which of the place's attempts, from 0.</param>
/// <param name="Found">What is there of it: an answer that wants a judge; null for nothing.</param>
public sealed record WantedAttempt(int Index, int Number, Attempt? Found);
