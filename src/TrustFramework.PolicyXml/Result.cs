using System.Diagnostics.CodeAnalysis;

namespace TrustFramework.PolicyXml;

/// <summary>The result of an operation: a value or an error. An exception means a bug.</summary>
public readonly record struct Result<T, TError>
    where TError : class
{
    private readonly T? _value;

    private Result(T? value, TError? error) => (_value, Error) = (value, error);

    /// <summary>Null when the operation succeeded.</summary>
    public TError? Error { get; }

    /// <exception cref="InvalidOperationException">The operation failed.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"The operation failed: {Error}");

    public static implicit operator Result<T, TError>(T value) => Success(value);

    public static implicit operator Result<T, TError>(TError error) => Failure(error);

    /// <summary>Returns true with the value, or false with the error.</summary>
    public bool TryGetValue([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out TError? error)
    {
        (value, error) = (_value, Error);
        return error is null;
    }

    /// <summary>For a value whose type has no implicit conversion, such as an interface.</summary>
    public static Result<T, TError> Success(T value) => new(value, error: null);

    public static Result<T, TError> Failure(TError error) => new(value: default, error);

    /// <summary>Runs the next operation if this one succeeded, else returns the error.</summary>
    public Result<TNext, TError> Then<TNext>(Func<T, Result<TNext, TError>> next) => Error is null ? next(_value!) : Result<TNext, TError>.Failure(Error);

    /// <summary>Runs the next asynchronous operation if this one succeeded, else returns the error.</summary>
    public async ValueTask<Result<TNext, TError>> ThenAsync<TNext>(Func<T, ValueTask<Result<TNext, TError>>> next) =>
        Error is null ? await next(_value!) : Result<TNext, TError>.Failure(Error);

    /// <summary>Converts the value if the operation succeeded, else returns the error.</summary>
    public Result<TNext, TError> Map<TNext>(Func<T, TNext> map) =>
        Error is null ? Result<TNext, TError>.Success(map(_value!)) : Result<TNext, TError>.Failure(Error);
}
