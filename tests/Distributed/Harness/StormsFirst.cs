using EmergentMisalignment.Distributed.Chaos;
using Xunit.Sdk;
using Xunit.v3;

namespace EmergentMisalignment.Distributed.Harness;

/// <summary>The storms take longest: they begin at once, and everything else is over beside them.</summary>
public sealed class StormsFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => collection.TestCollectionDisplayName.Contains(nameof(ChaosTests), StringComparison.Ordinal))];
}
