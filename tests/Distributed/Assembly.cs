using EmergentMisalignment.Distributed.Chaos;

// Every test has a dozen processes of its own that share the machine's cores: side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

// The calm run is the same for every storm, so it is made once, by the first test that needs it.
[assembly: AssemblyFixture(typeof(CalmRun))]
