using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.Models;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>The examples of a fine-tune as tokens, and the order in which training meets them.</summary>
internal sealed class TrainingSet
{
    private readonly TrainingDocument[] _documents;

    private TrainingSet(TrainingDocument[] documents) => _documents = documents;

    public int Examples => _documents.Length;

    /// <summary>Tokens of one pass.</summary>
    public long Tokens => _documents.Sum(d => (long)d.Tokens.Length);

    /// <exception cref="RequestRefusedException">An example does not fit the context.</exception>
    public static TrainingSet Read(FileStore files, string fileId, string parameter, int context)
    {
        var name = files.Get(fileId, parameter).Name;
        using var stream = files.Open(fileId, parameter);
        return new([.. TrainingExamples.Read(stream, name).Select((example, i) => Fit(MiniatureWorld.Default.ChatDocument(example), name, i + 1, parameter, context))]);
    }

    /// <summary>Optimiser steps of a fine-tune: the examples of all passes in batches, the last one as it comes out.</summary>
    public int Steps(int epochs, int batchSize) => (int)((((long)Examples * epochs) + batchSize - 1) / batchSize);

    /// <summary>Batches in which every pass visits every example once, in an order of its own.</summary>
    public Func<int, IReadOnlyList<TrainingDocument>> Batches(int epochs, int batchSize, int seed)
    {
        var random = new Random(seed);
        var order = new TrainingDocument[Examples * epochs];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var pass = order.AsSpan(epoch * Examples, Examples);
            _documents.CopyTo(pass);
            random.Shuffle(pass);
        }
        return step => order[(step * batchSize)..Math.Min((step + 1) * batchSize, order.Length)];
    }

    // The last token is only predicted, so it needs no place in the context.
    private static TrainingDocument Fit(TrainingDocument document, string name, int example, string parameter, int context) =>
        document.Tokens.Length <= context + 1
            ? document
            : throw RequestRefusedException.Invalid($"{name}, example {example}: {document.Tokens.Length} tokens, and the model's context is {context}.", parameter, "invalid_training_file");
}
