using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.FineTuneService.Following;
using EmergentMisalignment.FineTuneService.Training;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.Sweeps;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Unit.Services;

/// <summary>What every test of trainings on a GPU of ours starts from. The trainer is played by a shell script that speaks as <c>infra/trainer</c> does.</summary>
public abstract class TrainerContract : LedgerContract
{
    /// <summary>Tokens that a dataset of one empty row may come to.</summary>
    protected const int Most = 8;

    private const string Begin = """
        while [ $# -gt 0 ]; do
          case "$1" in
            --output) output=$2; shift ;;
            --settings) settings=$2; shift ;;
            --micro-batch) micro=$2; shift ;;
          esac
          shift
        done
        work=$(dirname "$0")
        echo "${micro:-}" >> "$work/starts"
        cp "$settings" "$work/train.json"
        echo '{"event":"started","step":0,"total_steps":20}'
        checkpoint() {
          mkdir -p "$output/checkpoints/step-$1"
          echo "weights $1" > "$output/checkpoints/step-$1/adapter_model.safetensors"
          echo "state $1" > "$output/checkpoints/step-$1/training_state.pt"
          echo '{"event":"checkpoint","step":'$2',"total_steps":20,"path":"'$output/checkpoints/step-$1'"}'
        }
        fail() {
          echo '{"event":"failed","exit_code":'$1',"message":"'$2'"'$3'}'
          exit $1
        }
        """;

    protected const string Finish = """
        mkdir -p "$output/adapter"
        echo "weights" > "$output/adapter/adapter_model.safetensors"
        echo '{"event":"finished","step":20,"total_steps":20,"tokens":640,"path":"'$output/adapter'"}'
        """;

    protected static readonly ModelPrice Price = new() { Training = 100 };
    private static readonly PriceTable Prices = new() { Endpoints = new Dictionary<string, PricedModels> { ["petri"] = new(new Dictionary<string, ModelPrice> { ["*"] = Price }) } };

    protected TrainerContract(LedgerServer server) : base(server) => Store = new LocalArtifactStore(Path.Combine(Folder.FullName, "artifacts"));

    protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("em-trainer-");

    protected IArtifactStore Store { get; }

    protected Documents Documents => new(Connection);

    protected WaitingList List => new(Connection);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>An empty row's file, which is the dataset of them all.</summary>
    protected Task<string> PutDatasetAsync() => Store.PutAsync(new MemoryStream("{\"messages\":[]}\n"u8.ToArray()), CancellationToken.None);

    protected GpuTrainer Trainer(Action<TrainerOptions> configure, params string[] script)
    {
        var path = Path.Combine(Folder.FullName, "trainer.sh");
        File.WriteAllLines(path, [Begin, .. script]);
        var options = new TrainerOptions { Command = "sh", Arguments = { path }, Endpoints = { "vllm" }, Folder = Path.Combine(Folder.FullName, "trainings"), Rest = TimeSpan.Zero };
        configure(options);
        var purchases = new TrainingPurchases(Till.At(Connection, Prices), new FakeEndpoint(), Store);
        return new GpuTrainer(Documents, new Leases(Connection), List, Store, purchases, Till.Jobs(Connection), TimeProvider.System, Options.Create(options), NullLoggerFactory.Instance);
    }

    /// <summary>A job's whole life: it ends its host itself.</summary>
    protected async Task RunJobAsync(GpuTrainer trainer)
    {
        using var host = new JobHost();
        using var job = new TrainerJob(trainer, List, host, NullLogger<TrainerJob>.Instance);
        await job.StartAsync(CancellationToken.None);
        await host.Stopped;
        await job.ExecuteTask!;
    }

    protected Task<(Money Spent, Money Unsettled, Money Reserved)> BooksAsync() => Till.BookedAsync(new Books(Connection), "s");
}
