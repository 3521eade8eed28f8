using System.Globalization;
using TrustFramework.MockServer.Control.Journal.Export;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Control.Journal;

/// <summary>
/// Detects clients that repeat a request before the <c>Retry-After</c> of its last response has passed. It uses the server's clock, because a
/// client waits by its own clock and not by the tenant's. It reads the entries in their order and is not thread-safe.
/// </summary>
internal sealed class RetryAfterScanner
{
    private const int MaxWindows = 4096;

    private readonly Dictionary<RequestKey, RetryWindow> _windows = [];

    /// <summary>Adds a warning if the request came too early, and remembers the <c>Retry-After</c> of its response.</summary>
    public JournalEntry AddWarnings(JournalEntry entry)
    {
        var retryAfter = GetRetryAfter(entry);
        if (retryAfter is null && _windows.Count == 0)
            return entry;
        var key = new RequestKey(entry.Tenant, entry.Details.Client, entry.Method, entry.Path);
        // A request that was received before the earlier response was complete is not a repetition.
        var window = _windows.TryGetValue(key, out var last) && entry.ReceivedAt >= last.From ? last : null;
        if (retryAfter is { } until)
            Add(key, new RetryWindow(entry.CompletedAt, until));
        else if (window is not null)
            _windows.Remove(key);
        return window is null || entry.ReceivedAt >= window.Until ? entry : entry with { Warnings = [CreateWarning(window, entry.ReceivedAt)] };
    }

    private static string CreateWarning(RetryWindow window, DateTimeOffset receivedAt) => string.Create(
        CultureInfo.InvariantCulture,
        $"Repeated {(window.Until - receivedAt).TotalSeconds:0.###} s too early: the Retry-After header of the last response requested a delay of {(window.Until - window.From).TotalSeconds:0.###} s.");

    /// <summary>Returns null when the response has no valid <c>Retry-After</c> header.</summary>
    private static DateTimeOffset? GetRetryAfter(JournalEntry entry)
    {
        var value = JournalEntryFormatter.FindHeader(entry.ResponseHeaders, "Retry-After");
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return entry.CompletedAt.AddSeconds(seconds);
        return DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }

    /// <summary>At the limit, removes windows that have ended, or else the window that ends first.</summary>
    private void Add(RequestKey key, RetryWindow window)
    {
        if (_windows.Count >= MaxWindows)
        {
            foreach (var ended in _windows.Where(pair => pair.Value.Until <= window.From).Select(pair => pair.Key).ToList())
                _windows.Remove(ended);
            if (_windows.Count >= MaxWindows)
                _windows.Remove(_windows.MinBy(pair => pair.Value.Until).Key);
        }

        _windows[key] = window;
    }

    private sealed record RequestKey(TenantId Tenant, string? Client, string Method, string Path);

    private sealed record RetryWindow(DateTimeOffset From, DateTimeOffset Until);
}
