using EmergentMisalignment.Distributed.Chaos;
using EmergentMisalignment.Distributed.Harness;

// A storm waits for its provider more than it computes: two classes of tests run side by side, each with a dozen processes of its own. More would only wait for each other.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer(typeof(StormsFirst))]

// The calm run is the same for every storm, so it is made once, by the first test that needs it.
[assembly: AssemblyFixture(typeof(CalmRun))]
