using System.CommandLine;
using EmergentMisalignment.Bench;
using EmergentMisalignment.Bench.Petri;

// One subcommand a bench. To add one: a class that lists its benchmarks, and a line here.
return await new RootCommand("Measures this repository against the figures it claims.")
{
    BenchCommand.Create("petri", "PetriDish's engine: training, sampling and matrix products, beside libtorch's figures.", PetriBench.All),
}.Parse(args).InvokeAsync();
