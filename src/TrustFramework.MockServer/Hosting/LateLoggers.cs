namespace TrustFramework.MockServer.Hosting;

/// <summary>
/// Loggers of a provider that is made for the first line that passes the filters: whoever asks the API first does not wait for it. Scopes
/// are the factory's until then, and are begun at the provider's logger around each line.
/// </summary>
internal sealed class LateLoggers(Func<ILoggerProvider> make) : ILoggerProvider, ISupportExternalScope
{
    private readonly Lazy<ILoggerProvider> _provider = new(make);
    private IExternalScopeProvider? _scopes;

    public ILogger CreateLogger(string categoryName) => new LateLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        if (_provider.IsValueCreated)
            _provider.Value.Dispose();
    }

    private sealed class LateLogger(LateLoggers loggers, string category) : ILogger
    {
        private readonly Lazy<ILogger> _logger = new(() => loggers._provider.Value.CreateLogger(category));

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and not LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new Stack<IDisposable?>();
            try
            {
                loggers._scopes?.ForEachScope((scope, begun) => begun.Push(_logger.Value.BeginScope(scope!)), scopes);
                _logger.Value.Log(logLevel, eventId, state, exception, formatter);
            }
            finally
            {
                while (scopes.TryPop(out var scope))
                    scope?.Dispose();
            }
        }
    }
}
