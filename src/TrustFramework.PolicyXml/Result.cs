using System.Diagnostics.CodeAnalysis;

namespace TrustFramework.PolicyXml;

/// <summary>A value, or the error that says why there is none. An exception means a bug.</summary>
public readonly record struct Result<T, TError>
    where TError : class
{
    private readonly T? _value;

    private Result(T? value, TError? error) => (_value, Error) = (value, error);

    /// <summary>Null when there is a value.</summary>
    public TError? Error { get; }

    /// <exception cref="InvalidOperationException">There is an error.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"There is no value: {Error}");

    public static implicit operator Result<T, TError>(T value) => Success(value);

    public static implicit operator Result<T, TError>(TError error) => Failure(error);

    /// <summary>True, and the value, or false, and the error.</summary>
    public bool TryGetValue([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out TError? error)
    {
        (value, error) = (_value, Error);
        return error is null;
    }

    /// <summary>For a value whose type does not convert implicitly: an interface.</summary>
    public static Result<T, TError> Success(T value) => new(value, error: null);

    public static Result<T, TError> Failure(TError error) => new(value: default, error);

    /// <summary>The result of the next step, which runs only where there is a value.</summary>
    public Result<TNext, TError> Then<TNext>(Func<T, Result<TNext, TError>> next) => Error is null ? next(_value!) : Result<TNext, TError>.Failure(Error);

    public Result<TNext, TError> Map<TNext>(Func<T, TNext> map) =>
        Error is null ? Result<TNext, TError>.Success(map(_value!)) : Result<TNext, TError>.Failure(Error);
}
