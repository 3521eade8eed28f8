using TrustFramework.MockServer.Testing.Wire;

namespace TrustFramework.MockServer.Testing;

/// <summary>The clock of a tenant, or the one behind everybody's. Tokens, active keys, expiry and the times in answers follow it.</summary>
public sealed class ClockControl
{
    private readonly ControlApiClient _client;
    private readonly string _path;

    internal ClockControl(ControlApiClient channel, string path) => (_client, _path) = (channel, $"{path}/clock");

    public Task<ClockState> ReadAsync(CancellationToken cancellationToken = default) => _client.GetAsync(_path, WireJson.Default.ClockState, cancellationToken);

    /// <summary>Sets it; it goes on from there or, frozen, stands there.</summary>
    public Task<ClockState> SetAsync(DateTimeOffset now, CancellationToken cancellationToken = default) =>
        _client.PutAsync(_path, new ClockInstant(now), WireJson.Default.ClockInstant, WireJson.Default.ClockState, cancellationToken);

    /// <summary>Moves it on; by less than nothing, back.</summary>
    public Task<ClockState> AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default) =>
        _client.PostAsync($"{_path}/advance", new ClockSpan(by), WireJson.Default.ClockSpan, WireJson.Default.ClockState, cancellationToken);

    /// <summary>Stops it.</summary>
    public Task<ClockState> FreezeAsync(CancellationToken cancellationToken = default) => PostAsync("freeze", cancellationToken);

    /// <summary>Lets it go on from where it stands.</summary>
    public Task<ClockState> ResumeAsync(CancellationToken cancellationToken = default) => PostAsync("resume", cancellationToken);

    /// <summary>Back to the clock behind it: everyone's, and behind that the machine's.</summary>
    public Task<ClockState> ForgetAsync(CancellationToken cancellationToken = default) =>
        _client.ReadAsync(HttpMethod.Delete, _path, body: null, WireJson.Default.ClockState, cancellationToken);

    private Task<ClockState> PostAsync(string what, CancellationToken cancellation) =>
        _client.ReadAsync(HttpMethod.Post, $"{_path}/{what}", body: null, WireJson.Default.ClockState, cancellation);
}

/// <summary>A clock as it was when it was asked.</summary>
public sealed record ClockState
{
    public required DateTimeOffset Now { get; init; }

    public required bool Frozen { get; init; }

    /// <summary>How far it is ahead of the clock behind it; null while it stands.</summary>
    public required TimeSpan? Shift { get; init; }
}

internal sealed record ClockInstant(DateTimeOffset Now);

internal sealed record ClockSpan(TimeSpan By);
