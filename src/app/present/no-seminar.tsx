import { Link } from "@tanstack/react-router";

/** The address names a seminar that does not exist. */
export function NoSeminar({ text, back }: { readonly text: string; readonly back: string }) {
  return (
    <div className="page">
      <h1>{text}</h1>
      <p>
        <Link to="/present" className="button">
          {back}
        </Link>
      </p>
    </div>
  );
}
