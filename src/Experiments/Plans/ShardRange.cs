namespace EmergentMisalignment.Experiments.Plans;

/// <summary>A run of sample indices: <paramref name="Start"/> … <paramref name="Start"/> + <paramref name="Count"/> − 1.</summary>
public readonly record struct ShardRange(int Start, int Count);
