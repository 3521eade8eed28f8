using System.Data;
using Microsoft.Data.Sqlite;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Sqlite;

/// <summary>The open file, locked against other processes. Its one connection runs one transaction after the other, because SQLite has no asynchronous operations.</summary>
internal sealed class SqliteFile(string path) : IDisposable
{
    private const int Busy = 5;

    private readonly Lock _lock = new();
    private SqliteConnection? _connection;
    private bool _isDisposed;

    /// <summary>Creates the file or migrates its tables.</summary>
    /// <exception cref="StoreConfigurationException">The file cannot be used.</exception>
    public void Open()
    {
        try
        {
            lock (_lock)
                OpenConnection();
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Busy)
        {
            throw new StoreConfigurationException($"The store '{path}' is in use by another process. Stop it, or set MockServer:StorePath to another file.", exception);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreConfigurationException($"The store '{path}' cannot be opened: {exception.Message} Set MockServer:StorePath to a file in a writable folder.", exception);
        }
    }

    /// <summary>Runs a transaction and commits it. An exception rolls it back.</summary>
    /// <exception cref="StoreUnavailableException">The file is not open, or SQLite reports an error.</exception>
    public T Run<T>(Func<SqliteTransaction, T> work)
    {
        try
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                if (_connection is null)
                    throw new StoreUnavailableException($"The store '{path}' is not open.");
                using var transaction = _connection.BeginTransaction(IsolationLevel.Serializable);
                var result = work(transaction);
                transaction.Commit();
                return result;
            }
        }
        catch (SqliteException exception)
        {
            throw new StoreUnavailableException($"The store '{path}' does not respond: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _connection?.Dispose();
        }
    }

    private void OpenConnection()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        CreateFile();
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        _connection.Open();
        using (var settings = _connection.CreateCommand())
        {
            settings.CommandText = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
            settings.ExecuteNonQuery();
        }

        SqliteSchema.Migrate(_connection, path);
    }

    /// <summary>SQLite gives the files of the write-ahead log the permissions of this file.</summary>
    private void CreateFile()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        if (File.Exists(path))
            return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var created = new FileStream(path, options);
    }
}
