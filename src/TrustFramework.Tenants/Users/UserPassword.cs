using System.Security.Cryptography;

namespace TrustFramework.Tenants.Users;

/// <summary>The hash of a password: PBKDF2 with HMAC-SHA256. A class, so that no generated ToString prints it.</summary>
public sealed class UserPassword(ReadOnlyMemory<byte> salt, ReadOnlyMemory<byte> hash, int iterations)
{
    /// <summary>Few, because a test signs in many times. The stored count allows another number later.</summary>
    public const int DefaultIterations = 10_000;

    /// <summary>The largest count that a snapshot may contain: about a tenth of a second of processor time.</summary>
    public const int MaxIterations = 1_000_000;

    public const int MaxLength = 256;

    private const int MinLength = 8;
    private const int SaltLength = 16;
    private const int HashLength = 32;

    public ReadOnlyMemory<byte> Salt { get; } = salt;

    public ReadOnlyMemory<byte> Hash { get; } = hash;

    public int Iterations { get; } = iterations;

    public static UserPassword Create(string password, IRandomSource random)
    {
        var salt = random.NewBytes(SaltLength);
        return new UserPassword(salt, Rfc2898DeriveBytes.Pbkdf2(password, salt, DefaultIterations, HashAlgorithmName.SHA256, HashLength), DefaultIterations);
    }

    /// <summary>Takes the time of the hash: about three milliseconds.</summary>
    public bool Verify(string password) => password.Length <= MaxLength && CryptographicOperations.FixedTimeEquals(
        Rfc2898DeriveBytes.Pbkdf2(password, Salt.Span, Iterations, HashAlgorithmName.SHA256, Hash.Length), Hash.Span);

    /// <summary>The directory's rule [D]: 8 to 256 characters, and three of lowercase letters, uppercase letters, digits and symbols.</summary>
    public static bool IsStrong(string password)
    {
        bool[] classes =
        [
            password.Any(char.IsAsciiLetterLower), password.Any(char.IsAsciiLetterUpper), password.Any(char.IsAsciiDigit), password.Any(c => !char.IsAsciiLetterOrDigit(c)),
        ];
        return password.Length is >= MinLength and <= MaxLength && classes.Count(present => present) >= 3;
    }
}

/// <summary>A password that a request sets. The password itself is not kept.</summary>
/// <param name="IsStrong">Whether it may be set without <c>DisableStrongPassword</c>.</param>
public sealed record NewPassword(UserPassword Hash, bool IsStrong)
{
    /// <summary>Null when the password is empty or too long.</summary>
    public static NewPassword? Create(string password, IRandomSource random) =>
        password.Length is > 0 and <= UserPassword.MaxLength ? new NewPassword(UserPassword.Create(password, random), UserPassword.IsStrong(password)) : null;
}
