using CsCheck;
using EmergentMisalignment.Sweeps.Looking;

namespace EmergentMisalignment.Unit.Coordinator;

/// <summary>A whole run in a world that loses, repeats and reorders messages and kills workers in the middle of their shards.</summary>
public class SimulatedRunTests
{
    private const int DueAfter = 5;
    private const int LooksEnough = 2000;

    [Fact]
    public void Whatever_is_lost_the_run_ends_whole_with_each_index_answered_and_judged_once() =>
        (from seed in Gen.Int from trouble in Gen.Double[0, 0.6] select (seed, trouble)).Sample(
            pair =>
            {
                var simulation = new Simulation(new Random(pair.seed), pair.trouble);
                simulation.Run();

                var world = simulation.World;
                Assert.True(world.Decide() is { IsArchived: true, IsSettled: true, Failures: [] });
                Assert.All(world.Answers.Concat(world.Verdicts), cell => Assert.DoesNotContain(false, cell));
                var indices = RunWorld.Cells.Sum(cell => cell.Samples);
                Assert.Equal(indices + simulation.AnswersLostInFlight, simulation.AnswersSampled);
                Assert.Equal(indices + simulation.VerdictsLostInFlight, simulation.VerdictsMade);
            },
            iter: 300);

    private sealed class Simulation(Random random, double trouble)
    {
        private readonly Dictionary<string, int> _notBefore = [];
        private readonly List<Action> _queue = [];
        private int _now;

        public RunWorld World { get; } = new();

        public int AnswersSampled { get; private set; }

        public int AnswersLostInFlight { get; private set; }

        public int VerdictsMade { get; private set; }

        public int VerdictsLostInFlight { get; private set; }

        public void Run()
        {
            for (_now = 0; _now < LooksEnough && !World.Decide().IsSettled; _now++)
            {
                var needs = World.Decide();
                Dispatch(needs);
                if (!Trouble())
                    World.Archive(needs);

                Deliver();
            }

            World.Archive(World.Decide());
        }

        private void Dispatch(RunNeeds needs)
        {
            if (needs.Dataset)
                Ask("dataset", () => World.Prepare(new RunNeeds { Dataset = !World.HasDataset }));

            if (needs.FineTune)
                Ask("fine-tune", () => World.Prepare(new RunNeeds { FineTune = World.Decide().FineTune }));

            foreach (var shard in needs.Judge)
                Ask(RunWorld.NameOf(shard), () => Judge(shard));

            foreach (var shard in needs.Sample)
                Ask(RunWorld.NameOf(shard), () => Sample(shard));
        }

        private void Ask(string name, Action work)
        {
            if (_notBefore.GetValueOrDefault(name) > _now)
                return;

            _notBefore[name] = _now + DueAfter;
            Send(work);
        }

        private void Send(Action work)
        {
            for (var copies = Trouble() ? random.Next(3) : 1; copies > 0; copies--)
                _queue.Add(work);
        }

        private void Deliver()
        {
            if (random.NextDouble() < trouble / 10)
                _queue.Clear();

            var delivered = _queue.ToArray();
            _queue.Clear();
            random.Shuffle(delivered);
            foreach (var work in delivered)
                work();
        }

        private void Sample(ShardNeed shard)
        {
            var (sampled, lost) = Work(World.Answers[RunWorld.PlaceOf(shard.Cell)], shard, inCallsOf: 2);
            AnswersSampled += sampled;
            AnswersLostInFlight += lost;
            if (lost == 0)
                Send(() => Judge(shard));
        }

        private void Judge(ShardNeed shard)
        {
            var (made, lost) = Work(World.Verdicts[RunWorld.PlaceOf(shard.Cell)], shard, inCallsOf: int.MaxValue);
            VerdictsMade += made;
            VerdictsLostInFlight += lost;
        }

        /// <summary>What is missing, call by call; a kill loses the call under way and leaves the rest undone.</summary>
        private (int Done, int Lost) Work(bool[] filled, ShardNeed shard, int inCallsOf)
        {
            var done = 0;
            foreach (var call in Enumerable.Range(shard.Range.Start, shard.Range.Count).Where(index => !filled[index]).Chunk(Math.Min(inCallsOf, shard.Range.Count)))
            {
                done += call.Length;
                if (Trouble())
                    return (done, call.Length);

                foreach (var index in call)
                    filled[index] = true;
            }

            return (done, 0);
        }

        private bool Trouble() => random.NextDouble() < trouble;
    }
}
