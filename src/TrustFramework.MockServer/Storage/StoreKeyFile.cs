using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;
using TrustFramework.Tenants.Storage.Databases;

namespace TrustFramework.MockServer.Storage;

/// <summary>The file with the key of a store. Only its owner can read it.</summary>
internal static class StoreKeyFile
{
    /// <summary>Reads the key in the file, or creates the file with a new key.</summary>
    /// <exception cref="StoreConfigurationException">The file contains no key, or cannot be read or written.</exception>
    public static byte[] ReadOrCreate(string path, IRandomSource random)
    {
        try
        {
            if (!File.Exists(path))
                Create(path, Convert.ToBase64String(random.NewBytes(RowEncryption.KeyLength)));
            return TryParse(File.ReadAllText(path).Trim(), out var key)
                ? key
                : throw new StoreConfigurationException($"The file '{path}' contains no key. Restore it, or set MockServer:StoreKey to the key of the store.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreConfigurationException($"The key of the store in '{path}' cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>32 bytes in base64.</summary>
    public static bool TryParse(string text, out byte[] key)
    {
        key = new byte[RowEncryption.KeyLength];
        return Convert.TryFromBase64String(text, key, out var length) && length == key.Length;
    }

    private static void Create(string path, string key)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.WriteLine(key);
    }
}
