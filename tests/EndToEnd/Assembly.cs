// Every test has processes of its own, which wait as much as they compute: two classes side by side. More would only wait for each other.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
