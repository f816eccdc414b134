using System.CommandLine;
using EmergentMisalignment.Bench;
using EmergentMisalignment.Bench.Answers;
using EmergentMisalignment.Bench.Ledger;
using EmergentMisalignment.Bench.Messages;
using EmergentMisalignment.Bench.Petri;
using EmergentMisalignment.Bench.Pipeline;
using EmergentMisalignment.Bench.Watchers;

// One subcommand a bench. To add one: a class that lists its benchmarks, or one whose Run returns measurements, and a line here.
return await new RootCommand("Measures this repository against the figures it claims.")
{
    BenchCommand.Create("petri", "PetriDish's engine: training, sampling and matrix products, beside libtorch's figures.", PetriBench.All),
    BenchCommand.Create("ledger", "The embedded ledger: recording, looking, closing and starting.", LedgerBench.Run),
    BenchCommand.Create("messages", "The bus: messages per second in memory and through RabbitMQ, and the size of each message.", MessageBench.Run),
    PipelineCommand.Create(),
    AnswersCommand.Create(),
    WatchersCommand.Create(),
}.Parse(args).InvokeAsync();
