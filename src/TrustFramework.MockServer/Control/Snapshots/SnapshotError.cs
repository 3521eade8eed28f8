using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>An error in a snapshot.</summary>
/// <param name="Path">The place of the error, relative to what is read: <c>[0].kid</c>.</param>
internal sealed record SnapshotError(string Path, string Message);

/// <summary>Results of reading parts of a snapshot.</summary>
internal static class SnapshotResult
{
    /// <summary>The same result with an error path that starts further out.</summary>
    public static Result<T, SnapshotError> Within<T>(this Result<T, SnapshotError> result, string path) =>
        result.Error is { } error ? error with { Path = path + error.Path } : result;

    /// <summary>Reads all items, or returns the error of the first one that cannot be read.</summary>
    public static Result<IReadOnlyList<TOut>, SnapshotError> ReadAll<TIn, TOut>(IEnumerable<TIn?> items, Func<TIn, Result<TOut, SnapshotError>> read)
        where TIn : class
    {
        var values = new List<TOut>();
        foreach (var item in items)
        {
            var result = item is null ? new SnapshotError("", "The value is null.") : read(item);
            if (!result.Within($"[{values.Count}]").TryGetValue(out var value, out var error))
                return error;
            values.Add(value);
        }

        return Result<IReadOnlyList<TOut>, SnapshotError>.Success(values);
    }
}
