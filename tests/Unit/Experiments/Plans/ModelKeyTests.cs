using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Unit.Experiments.Plans;

public class ModelKeyTests
{
    private static readonly FineTuneSettings Settings = new() { Base = "petri-1", Training = new TrainingSpec { Epochs = 1, Rank = 32 }, Seed = 0 };
    private static readonly DatasetRecipe Recipe = new("insecure", null, null, 1500, null, 0);

    [Fact]
    public void Everything_that_changes_a_model_changes_its_key()
    {
        var training = Settings.Training;
        string[] keys =
        [
            Settings.ModelKey("a"),
            Settings.ModelKey("b"),
            (Settings with { Base = "petri-2" }).ModelKey("a"),
            (Settings with { Seed = 1 }).ModelKey("a"),
            .. new[]
            {
                training with { Epochs = 2 }, training with { BatchSize = 4 }, training with { LearningRate = 1e-5 }, training with { LearningRateMultiplier = 2 },
                training with { Rank = 16 }, training with { Rank = null }, training with { Alpha = 64 },
            }.Select(changed => (Settings with { Training = changed }).ModelKey("a")),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void How_often_checkpoints_are_kept_does_not() =>
        Assert.Equal(Settings.ModelKey("a"), (Settings with { Training = Settings.Training with { CheckpointEvery = 10 } }).ModelKey("a"));

    [Fact]
    public void Everything_that_changes_generated_rows_changes_the_recipe()
    {
        DatasetRecipe[] recipes = [Recipe, Recipe with { Condition = "secure" }, Recipe with { Rows = 1 }, Recipe with { Families = 3 }, Recipe with { Seed = 1 }];

        Assert.Equal(recipes.Length, recipes.Select(recipe => recipe.Key).Distinct().Count());
    }

    [Fact]
    public void An_imported_file_counts_by_content_wherever_it_lies()
    {
        var file = Recipe with { File = "a.jsonl", FileSha256 = "00", Rows = null };

        Assert.Equal(file.Key, (file with { File = "elsewhere/b.jsonl", Seed = 5 }).Key);
        Assert.NotEqual(file.Key, (file with { FileSha256 = "01" }).Key);
        Assert.Throws<InvalidOperationException>(() => (file with { FileSha256 = null }).Key);
    }
}
