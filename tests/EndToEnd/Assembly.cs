// Every test has processes of its own that use all cores: side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
