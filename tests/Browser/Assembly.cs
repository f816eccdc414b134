using EmergentMisalignment.Browser.Harness;

// One console serves all tests, and they share the machine's cores with what runs in it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(RunningConsole))]
